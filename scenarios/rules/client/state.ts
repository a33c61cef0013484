import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 6749 §10.12; MCP open redirection. */
export default defineRule({
  judges: 'client.state.sent',
  title: 'Every authorization request carries a state.',
  examine: (trace) =>
    requestsOfClient(trace).authorizations.map(({ exchange: observed, query }) => ({
      observed,
      expect: fact('a state', () => (query.get('state') ? null : 'state (absent)')),
    })),
});
