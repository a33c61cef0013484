import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 8707 §2.2: a refresh is a token request. */
export default defineRule({
  judges: 'client.resource.in-refresh-request',
  title: 'Refresh requests name the MCP server too.',
  otherwise: 'the client never refreshed',
  examine: (trace) =>
    requestsOfClient(trace)
      .tokens.filter(({ form }) => form.get('grant_type') === 'refresh_token')
      .map(({ exchange: observed, form }) => ({
        observed,
        expect: fact('a resource parameter', () => (form.get('resource') ? null : 'resource (absent)')),
      })),
});
