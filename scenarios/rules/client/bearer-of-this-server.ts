import { defineRule, fact, jsonObject, type TraceView } from 'mcp-conformance';
import { tokenOf } from '../../observed/client-flow.ts';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** MCP access token usage: no tokens but those that the server's authorization server issued. */
export default defineRule({
  judges: 'client.bearer.only-from-servers-as',
  title: 'Every token that the MCP server gets is an access token of its authorization server.',
  otherwise: 'no token was sent',
  examine: (trace) => {
    const { mcp, tokens } = requestsOfClient(trace);
    const issued = tokens.map(({ exchange }) => jsonObject(exchange.response?.body)?.['access_token']);
    return mcp
      .filter((exchange) => tokenOf(exchange) !== '')
      .map((observed) => ({
        observed,
        expect: fact('an access token from the token endpoint', () => {
          const token = tokenOf(observed);
          if (issued.includes(token)) return null;
          const actual = 'a token that the authorization server did not issue';
          const before = 'the client came with a token that was issued before it was watched';
          return mayBeFromBefore(trace, token) ? { ok: false, unclear: before, actual } : actual;
        }),
      }));
  },
});

/** A token from an earlier visit, unless it says itself that it is for another server. */
function mayBeFromBefore({ mayRemember, secrets, resourceUrl }: TraceView, token: string): boolean {
  const audience = secrets.get(token)?.jwt?.claims['aud'] ?? [];
  const named = [audience].flat();
  return mayRemember && (named.length === 0 || named.includes(resourceUrl));
}
