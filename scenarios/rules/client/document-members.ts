import { defineRule, type Exchange, fact, mediaType, type TraceView } from 'mcp-conformance';
import { type ClientDocument, documentsOfClient, noDocument } from '../../observed/client-documents.ts';
import { requestsOfClient, withoutLoopbackPort } from '../../observed/client-requests.ts';

/** MCP 2025-11-25 client ID metadata documents, implementation requirements. */
export default defineRule({
  judges: 'client.cimd.document-required-members',
  title: 'A metadata document is JSON, has its required members and lists the redirect URIs in use.',
  otherwise: noDocument,
  examine: (trace) =>
    documentsOfClient(trace).map((found) => ({
      observed: found.exchange,
      expect: fact(
        'JSON with client_id, client_name and the redirect_uris in use',
        () => problemWithAnswer(found.exchange) ?? problemWithMembers(found, trace),
      ),
    })),
});

function problemWithAnswer({ response }: Exchange): string | null {
  if (response?.status !== 200) return `status ${response?.status ?? 0}`;
  const type = mediaType(response.headers);
  return type === 'application/json' || type.endsWith('+json') ? null : `content type ${type || '(absent)'}`;
}

function problemWithMembers({ exchange, members }: ClientDocument, trace: TraceView): string | null {
  if (members === null) return 'no JSON object';
  for (const name of ['client_id', 'client_name'])
    if (typeof members[name] !== 'string') return `${name} ${JSON.stringify(members[name]) ?? '(absent)'}`;
  const listed = members['redirect_uris'];
  if (!Array.isArray(listed) || listed.length === 0 || listed.some((uri) => typeof uri !== 'string'))
    return `redirect_uris ${JSON.stringify(listed) ?? '(absent)'}`;
  const known = listed.map((uri) => withoutLoopbackPort(String(uri)));
  const astray = requestsOfClient(trace)
    .authorizations.filter(({ query }) => query.get('client_id') === exchange.request.url)
    .map(({ query }) => query.get('redirect_uri') ?? '')
    .find((uri) => !known.includes(withoutLoopbackPort(uri)));
  return astray === undefined ? null : `redirect_uris without ${astray}, which is in use`;
}
