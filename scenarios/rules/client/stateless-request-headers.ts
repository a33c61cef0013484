import { defineRule, fact, headerValue, jsonObject } from 'mcp-conformance';
import { isStatelessRequest, requestsOfClient } from '../../observed/client-requests.ts';

const key = 'io.modelcontextprotocol/protocolVersion';

/** MCP 2026-07-28 streamable HTTP: the header on every POST, equal to `_meta`. */
export default defineRule({
  judges: 'client.transport.version-header-on-every-post',
  title: 'Every POST carries MCP-Protocol-Version, equal to the version in its _meta.',
  examine: (trace) =>
    requestsOfClient(trace)
      .mcp.filter(isStatelessRequest)
      .map((observed) => ({
        observed,
        expect: fact('header and _meta agree', () => {
          const version = headerValue(observed.request.headers, 'mcp-protocol-version');
          const params = jsonObject(observed.request.body)?.['params'] as
            | { _meta?: Record<string, unknown> }
            | undefined;
          const inBody = params?._meta?.[key];
          return version !== null && version === inBody
            ? null
            : `header ${version ?? '(absent)'}, _meta ${String(inBody ?? '(absent)')}`;
        }),
      })),
});
