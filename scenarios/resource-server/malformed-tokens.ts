import { defineScenario, fact, type McpAnswer, refusal } from 'mcp-conformance';

/** MCP authorization, token handling; RFC 6750 §3.1. */
export default defineScenario({
  title: 'Presents tokens that no server can recognise, and headers that are none.',
  subject: 'resource-server',
  judges: ['rs.token.rejects-malformed', 'rs.bearer.malformed-header', 'rs.challenge.invalid-token-error'],

  async run({ resource, tokens, judge }) {
    const control = await resource.control();
    const token = (await tokens.attempt()) ?? 'mcp-conformance-made-up-token';
    const bad = [
      ['an unknown token', 'mcp-conformance-no-such-token'],
      ['a token cut in half', token.slice(0, Math.ceil(token.length / 2))],
      ['three dots', 'a.b.c'],
      ['a token of 7,000 characters', 'x'.repeat(7000)],
    ] as const;
    for (const [note, value] of bad) {
      const observed = await resource.call(value, { note });
      judge('rs.token.rejects-malformed', {
        control,
        observed,
        expect: refusal({ status: 401, otherwise: 'fail' }),
      });
      if (observed.status === 401)
        judge('rs.challenge.invalid-token-error', { observed, expect: saysInvalidToken });
    }
    const broken = [
      ['Bearer without a token', 'Bearer'],
      ['two tokens', `Bearer ${token} ${token}`],
      ['characters that no token has', 'Bearer {"token": true}'],
    ] as const;
    for (const [note, authorization] of broken) {
      const observed = await resource.call(null, { authorization, note });
      judge('rs.bearer.malformed-header', { control, observed, expect: badRequest });
    }
  },
});

const badRequest = {
  ...refusal({ status: 400 }),
  silenceBreaks: true,
  test: (observed: McpAnswer) => {
    const actual = `${observed.status}`;
    if (observed.status === 400) return { ok: true, actual };
    if (observed.status === 0) {
      return {
        ok: false,
        actual: `no answer: ${observed.reply.exchange.failure?.message ?? 'nothing came'}`,
      };
    }
    if (observed.status !== 401) return { ok: false, actual };
    return { ok: false, lesser: 'A malformed request is answered with 401 instead of 400.', actual };
  },
};

const saysInvalidToken = fact<McpAnswer>('error="invalid_token" in the challenge', ({ challenges }) => {
  const errors = challenges.map(({ parameters }) => parameters.get('error'));
  if (errors.includes('invalid_token')) return null;
  const other = errors.find((error) => error !== undefined);
  return other ? { ok: false, actual: `error="${other}"` } : 'no error in the challenge';
});
