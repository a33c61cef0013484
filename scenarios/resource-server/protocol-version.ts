import { defineScenario, fact, type McpAnswer, never } from 'mcp-conformance';

/** MCP transports, protocol version header; 2026-07-28 error -32022 names the versions. */
export default defineScenario({
  title: 'Sends an authorized request of a revision that does not exist.',
  subject: 'resource-server',
  judges: ['rs.transport.bad-protocol-version'],

  async run({ resource, tokens, revision, judge }) {
    const token = await tokens.valid();
    const control = await resource.call(token);
    const observed = await resource.call(token, {
      headers: [['MCP-Protocol-Version', '1900-01-01']],
      params: (params) => withVersion(params, '1900-01-01'),
      note: 'version 1900-01-01',
    });
    judge('rs.transport.bad-protocol-version', {
      control,
      observed,
      expect: never('400', ({ status }: McpAnswer) => (status === 400 ? null : `${status}`)),
    });
    if (revision !== '2026-07-28' || observed.status !== 400) return;
    judge('rs.transport.bad-protocol-version', {
      control,
      observed,
      expect: fact('error -32022 with the supported versions', ({ rpcError }: McpAnswer) => {
        if (rpcError?.code !== -32022) return `error ${rpcError?.code ?? '(absent)'}`;
        const supported = (rpcError.data as { supported?: unknown } | undefined)?.supported;
        return Array.isArray(supported) && supported.length > 0 ? null : 'no data.supported';
      }),
    });
  },
});

function withVersion(params: Record<string, unknown>, version: string): Record<string, unknown> {
  const meta = params['_meta'] as Record<string, unknown> | undefined;
  if (!meta) return params;
  return { ...params, _meta: { ...meta, 'io.modelcontextprotocol/protocolVersion': version } };
}
