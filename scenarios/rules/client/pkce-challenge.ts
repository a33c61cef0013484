import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** OAuth 2.1 §4.1.1; MCP authorization code protection. */
export default defineRule({
  judges: 'client.pkce.sends-challenge',
  title: 'Every authorization request carries a code_challenge.',
  examine: (trace) =>
    requestsOfClient(trace).authorizations.map(({ exchange: observed, query }) => ({
      observed,
      expect: fact('a code_challenge', () =>
        query.get('code_challenge') ? null : 'code_challenge (absent)',
      ),
    })),
});
