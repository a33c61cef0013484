import { defineRule, type Finding, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** draft-ietf-oauth-client-id-metadata-document §3; read as sent, for URL libraries remove what is forbidden. */
export default defineRule({
  judges: 'client.cimd.url-form',
  title: 'A URL that serves as client_id has the form that metadata documents ask for.',
  otherwise: 'the client does not identify itself by a URL',
  examine: (trace) =>
    requestsOfClient(trace)
      .authorizations.map(({ exchange, query }) => ({ exchange, id: query.get('client_id') ?? '' }))
      .filter(({ id }) => /^https?:\/\//i.test(id))
      .map(({ exchange: observed, id }) => ({
        observed,
        expect: fact('https, a path, and no fragment, user info or dot segment', () => problemWith(id)),
      })),
});

function problemWith(id: string): Finding | string | null {
  const [, scheme = '', authority = '', path = '', query, fragment] =
    /^([a-z]+):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(id) ?? [];
  if (scheme.toLowerCase() !== 'https') return `the scheme ${scheme}`;
  if (authority.includes('@')) return 'user info';
  if (path === '') return 'no path';
  if (path.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) return `dot segments in ${path}`;
  if (fragment !== undefined) return `the fragment ${fragment}`;
  if (query !== undefined)
    return { ok: false, lesser: 'The client identifier has a query.', actual: `the query ${query}` };
  return path === '/'
    ? { ok: false, lesser: 'The client identifier has no path but a slash.', actual: 'no path but a slash' }
    : null;
}
