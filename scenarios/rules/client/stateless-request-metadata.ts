import { defineRule, fact, headerValue, jsonObject } from 'mcp-conformance';
import { isStatelessRequest, requestsOfClient } from '../../observed/client-requests.ts';

const named: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'resources/read': 'uri',
  'prompts/get': 'name',
};

/** MCP 2026-07-28 streamable HTTP: mirrored headers and required `_meta` members. */
export default defineRule({
  judges: 'client.transport.request-metadata',
  title: 'Every request mirrors method and name in headers and carries its _meta.',
  examine: (trace) =>
    requestsOfClient(trace)
      .mcp.filter(isStatelessRequest)
      .map((observed) => ({
        observed,
        expect: fact('Mcp-Method, Mcp-Name and _meta', () => {
          const body = jsonObject(observed.request.body) ?? {};
          const header = (name: string) => headerValue(observed.request.headers, name);
          const method = String(body['method']);
          const params = (body['params'] ?? {}) as Record<string, unknown> & {
            _meta?: Record<string, unknown>;
          };
          if (header('mcp-method') !== method) return `Mcp-Method ${header('mcp-method') ?? '(absent)'}`;
          if (method in named && header('mcp-name') === null) return 'Mcp-Name (absent)';
          const missing = ['protocolVersion', 'clientCapabilities'].find(
            (member) => params._meta?.[`io.modelcontextprotocol/${member}`] === undefined,
          );
          return missing ? `_meta without ${missing}` : null;
        }),
      })),
});
