import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 7636 §4.2; MCP 2025-11-25. */
export default defineRule({
  judges: 'client.pkce.uses-s256',
  title: 'The challenge method is S256.',
  examine: (trace) =>
    requestsOfClient(trace).authorizations.map(({ exchange: observed, query }) => ({
      observed,
      expect: fact('code_challenge_method=S256', () =>
        query.get('code_challenge_method') === 'S256'
          ? null
          : `code_challenge_method ${query.get('code_challenge_method') ?? '(absent)'}`,
      ),
    })),
});
