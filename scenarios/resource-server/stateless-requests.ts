import { defineScenario, type McpAnswer, type McpCall, never } from 'mcp-conformance';

/** MCP 2026-07-28 streamable HTTP: mirrored headers agree with the body, and nothing required is left out. */
export default defineScenario({
  title: 'Sends authorized requests whose headers and body disagree, or that lack something.',
  subject: 'resource-server',
  judges: ['rs.transport.header-body-mismatch', 'rs.transport.missing-metadata'],

  async run({ resource, tokens, judge }) {
    const token = await tokens.valid();
    const control = await resource.call(token);
    const attempt = (change: McpCall, note: string) => resource.call(token, { ...change, note });

    // Where no tool is known the request is tools/list, which has no Mcp-Name.
    const named = resource.tools.whoami !== null;
    const mismatches = [
      ...(named ? [['Mcp-Name of another tool', { headers: [['Mcp-Name', 'another-tool']] }] as const] : []),
      ['Mcp-Method of another method', { headers: [['Mcp-Method', 'resources/list']] }],
      ['MCP-Protocol-Version other than in _meta', { headers: [['MCP-Protocol-Version', '2025-11-25']] }],
    ] as const satisfies readonly (readonly [string, McpCall])[];
    for (const [note, change] of mismatches) {
      judge('rs.transport.header-body-mismatch', {
        control,
        observed: await attempt(change, note),
        expect: badRequest(-32020),
      });
    }
    for (const name of named ? ['Mcp-Method', 'Mcp-Name'] : ['Mcp-Method']) {
      const observed = await attempt({ without: [name] }, `without ${name}`);
      judge('rs.transport.missing-metadata', { control, observed, expect: badRequest(-32020) });
    }
    for (const key of ['protocolVersion', 'clientCapabilities']) {
      const observed = await attempt(
        { params: (params) => withoutMeta(params, key) },
        `_meta without ${key}`,
      );
      judge('rs.transport.missing-metadata', { control, observed, expect: badRequest(-32602) });
    }
  },
});

function withoutMeta(params: Record<string, unknown>, key: string): Record<string, unknown> {
  const meta = { ...(params['_meta'] as Record<string, unknown> | undefined) };
  delete meta[`io.modelcontextprotocol/${key}`];
  return { ...params, _meta: meta };
}

function badRequest(code: number) {
  return never<McpAnswer>(`400 with error ${code}`, ({ status, rpcError }) => {
    if (status !== 400) return `${status}`;
    return rpcError?.code === code
      ? null
      : {
          ok: false,
          lesser: `It is refused with 400, but not with error ${code}.`,
          actual: `400 with error ${rpcError?.code ?? '(absent)'}`,
        };
  });
}
