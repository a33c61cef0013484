import { defineRule, fact, headerValue, select } from 'mcp-conformance';

/** MCP 2025-03-26, server metadata discovery. */
export default defineRule({
  judges: 'client.legacy.version-header-on-discovery',
  title: 'Metadata requests carry MCP-Protocol-Version.',
  examine: (trace) =>
    select(trace, { kind: 'server-metadata', from: 'client' }).map((observed) => ({
      observed,
      expect: fact('MCP-Protocol-Version', () =>
        headerValue(observed.request.headers, 'mcp-protocol-version') === null
          ? 'MCP-Protocol-Version (absent)'
          : null,
      ),
    })),
});
