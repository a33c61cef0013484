import { defineRule, fact, headerValue } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 6750 §2.1; MCP token requirements. */
export default defineRule({
  judges: 'client.bearer.authorization-header',
  title: 'Tokens travel in the Authorization header with the Bearer scheme.',
  examine: (trace) =>
    requestsOfClient(trace)
      .mcp.filter(
        ({ request, response }) =>
          (response?.status ?? 500) < 300 || headerValue(request.headers, 'authorization') !== null,
      )
      .map((observed) => ({
        observed,
        expect: fact('Authorization: Bearer', () => {
          const header = headerValue(observed.request.headers, 'authorization');
          return header !== null && /^bearer /i.test(header)
            ? null
            : `Authorization ${header?.split(' ')[0] ?? '(absent)'}`;
        }),
      })),
});
