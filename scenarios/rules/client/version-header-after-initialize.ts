import { defineRule, fact, headerValue, jsonObject } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** MCP transports 2025-06-18 and 2025-11-25, protocol version header. */
export default defineRule({
  judges: 'client.transport.version-header-after-init',
  title: 'Requests after initialize carry the negotiated MCP-Protocol-Version.',
  otherwise: 'the client did not initialize',
  examine: (trace) => {
    const { mcp } = requestsOfClient(trace);
    const opened = mcp.findIndex(
      ({ request, response }) => isInitialize(request.body) && response?.status === 200,
    );
    return (opened < 0 ? [] : mcp.slice(opened + 1))
      .filter(({ request }) => !isInitialize(request.body))
      .map((observed) => ({
        observed,
        expect: fact(`MCP-Protocol-Version: ${trace.revision}`, () => {
          const version = headerValue(observed.request.headers, 'mcp-protocol-version');
          return version === trace.revision ? null : `MCP-Protocol-Version ${version ?? '(absent)'}`;
        }),
      }));
  },
});

function isInitialize(body: Parameters<typeof jsonObject>[0]): boolean {
  return jsonObject(body)?.['method'] === 'initialize';
}
