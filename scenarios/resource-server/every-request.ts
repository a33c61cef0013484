import { defineScenario, fact, type McpAnswer, never, refusal } from 'mcp-conformance';

/** MCP token handling: each request is authorized by itself, before anything happens. */
export default defineScenario({
  title:
    'Repeats an accepted request without a token and with a bad one, on the same connection and session.',
  subject: 'resource-server',
  judges: [
    'rs.token.checked-on-every-request',
    'rs.token.checked-before-processing',
    'rs.errors.http-status',
  ],

  async run({ resource, tokens, judge }) {
    const token = await tokens.valid();
    const control = await resource.call(token);
    const bare = await resource.call(null, { note: 'the same request without a token' });
    const bad = await resource.call('mcp-conformance-no-such-token', {
      note: 'the same request with an unknown token',
    });
    for (const observed of [bare, bad]) {
      judge('rs.token.checked-on-every-request', { control, observed, expect: refusal({ status: 401 }) });
      judge('rs.token.checked-before-processing', { control, observed, expect: yieldsNothing });
      judge('rs.errors.http-status', {
        observed,
        expect: fact('an HTTP error status', ({ status }: McpAnswer) =>
          status >= 200 && status < 300
            ? `${status}${observed.rpcError ? ' with a JSON-RPC error' : ''}`
            : null,
        ),
      });
    }
  },
});

const yieldsNothing = never<McpAnswer>('no result and no session', ({ result, session }) => {
  if (result) return 'a result';
  return session ? 'an Mcp-Session-Id' : null;
});
