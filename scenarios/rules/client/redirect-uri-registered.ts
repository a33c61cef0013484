import { defineRule, fact, jsonObject, type TraceView } from 'mcp-conformance';
import { documentsOfClient } from '../../observed/client-documents.ts';
import { requestsOfClient, withoutLoopbackPort } from '../../observed/client-requests.ts';

/** MCP communication security: only registered redirect URIs; the port of a loopback one may differ. */
export default defineRule({
  judges: 'client.redirect.registered',
  title: 'The redirect URI of an authorization request is one that the client registered.',
  otherwise: 'the client neither registered nor has a metadata document',
  examine: (trace) => {
    const registered = redirectsByClient(trace);
    return requestsOfClient(trace).authorizations.flatMap(({ exchange: observed, query }) => {
      const own = registered.filter(({ id }) => id === query.get('client_id'));
      const asked = query.get('redirect_uri') ?? '';
      const isKnown = own.some(({ uri }) => withoutLoopbackPort(uri) === withoutLoopbackPort(asked));
      const expect = fact('a registered redirect_uri', () => (isKnown ? null : `redirect_uri ${asked}`));
      return own.length > 0 ? [{ observed, expect }] : [];
    });
  },
});

function redirectsByClient(trace: TraceView): readonly { readonly id: unknown; readonly uri: string }[] {
  const registrations = requestsOfClient(trace).registrations.map(({ exchange, metadata }) => ({
    id: jsonObject(exchange.response?.body)?.['client_id'],
    uris: metadata['redirect_uris'],
  }));
  const documents = documentsOfClient(trace).map(({ exchange, members }) => ({
    id: exchange.request.url,
    uris: members?.['redirect_uris'],
  }));
  return [...registrations, ...documents].flatMap(({ id, uris }) =>
    Array.isArray(uris) ? uris.map((uri) => ({ id, uri: String(uri) })) : [],
  );
}
