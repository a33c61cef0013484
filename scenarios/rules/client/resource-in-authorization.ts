import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 8707 §2.1; MCP resource parameter implementation. */
export default defineRule({
  judges: 'client.resource.in-authorization-request',
  title: 'Every authorization request names the MCP server.',
  examine: (trace) =>
    requestsOfClient(trace).authorizations.map(({ exchange: observed, query }) => ({
      observed,
      expect: fact('a resource parameter', () => (query.get('resource') ? null : 'resource (absent)')),
    })),
});
