import { defineRule, fact } from 'mcp-conformance';
import { isLoopback, requestsOfClient } from '../../observed/client-requests.ts';

/** MCP communication security; RFC 8252 §7. */
export default defineRule({
  judges: 'client.redirect.loopback-or-https',
  title: 'Redirect URIs are loopback addresses or https.',
  examine: (trace) =>
    requestsOfClient(trace).authorizations.map(({ exchange: observed, query }) => ({
      observed,
      expect: fact('https, or http on loopback', () => problemWithRedirect(query.get('redirect_uri') ?? '')),
    })),
});

function problemWithRedirect(uri: string) {
  if (isLoopback(uri) || uri.startsWith('https:')) return null;
  const isPrivate = /^[a-z][a-z0-9+-]*\.[a-z0-9.+-]*:/i.test(uri);
  const actual = `redirect_uri ${uri}`;
  return isPrivate
    ? { ok: false, lesser: 'The redirect URI has a scheme of the client’s own.', actual }
    : actual;
}
