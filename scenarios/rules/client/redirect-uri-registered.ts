import { defineRule, fact, jsonObject } from 'mcp-conformance';
import { isLoopback, requestsOfClient } from '../../observed/client-requests.ts';

/** MCP communication security: only registered redirect URIs; the port of a loopback one may differ. */
export default defineRule({
  judges: 'client.redirect.registered',
  title: 'The redirect URI of an authorization request is one that the client registered.',
  otherwise: 'the client did not register',
  examine: (trace) => {
    const { registrations, authorizations } = requestsOfClient(trace);
    const registered = registrations.flatMap(({ exchange, metadata }) => {
      const id = jsonObject(exchange.response?.body)?.['client_id'];
      const uris = Array.isArray(metadata['redirect_uris']) ? metadata['redirect_uris'].map(String) : [];
      return uris.map((uri) => ({ id, uri }));
    });
    return authorizations
      .filter(({ query }) => registered.some(({ id }) => id === query.get('client_id')))
      .map(({ exchange: observed, query }) => ({
        observed,
        expect: fact('a registered redirect_uri', () => {
          const asked = query.get('redirect_uri') ?? '';
          const own = registered.filter(({ id }) => id === query.get('client_id'));
          return own.some(({ uri }) => withoutPort(uri) === withoutPort(asked))
            ? null
            : `redirect_uri ${asked}`;
        }),
      }));
  },
});

function withoutPort(uri: string): string {
  return isLoopback(uri) ? uri.replace(/:\d+/, '') : uri;
}
