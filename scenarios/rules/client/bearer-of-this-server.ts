import { defineRule, fact, jsonObject } from 'mcp-conformance';
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
        expect: fact('an access token from the token endpoint', () =>
          issued.includes(tokenOf(observed)) ? null : 'a token that the authorization server did not issue',
        ),
      }));
  },
});
