import { randomInt } from 'node:crypto';
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

  async run({ resource, judge, doesNotApply }) {
    const id = randomInt(2 ** 31);
    const control = await resource.control({ id });
    const bare = await resource.call(null, { id, note: 'the same request without a token' });
    const bad = await resource.call('mcp-conformance-no-such-token', {
      id,
      note: 'the same request with an unknown token',
    });
    for (const observed of [bare, bad]) {
      const expect = refusal({ otherwise: 'pass' });
      judge('rs.token.checked-on-every-request', { control, observed, expect });
      if (observed.accepted) {
        doesNotApply(['rs.token.checked-before-processing', 'rs.errors.http-status'], 'it was not refused');
        continue;
      }
      judge('rs.token.checked-before-processing', { control, observed, expect: yieldsNothing });
      judge('rs.errors.http-status', { observed, expect: isHttpError });
    }
  },
});

const isHttpError = fact<McpAnswer>('an HTTP error status', ({ status, rpcError }) =>
  status >= 200 && status < 300 ? `${status}${rpcError ? ' with a JSON-RPC error' : ''}` : null,
);

const yieldsNothing = never<McpAnswer>('no result and no session', ({ result, session }) => {
  if (result) return 'a result';
  return session ? 'an Mcp-Session-Id' : null;
});
