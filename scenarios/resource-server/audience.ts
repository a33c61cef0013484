import { defineScenario, refusal, success } from 'mcp-conformance';

/** The audience of an opaque token is checked in another way than that of a JWT. */
const opaque = { opaque: true } as const;

/** MCP 2025-06-18 access token privilege restriction; RFC 8707; RFC 9068 §4. */
export default defineScenario({
  title: 'Presents tokens for other audiences, for none, and for several.',
  subject: 'resource-server',
  judges: [
    'rs.token.rejects-wrong-audience',
    'rs.token.rejects-missing-audience',
    'rs.token.accepts-audience-array',
  ],
  needs: ['mint'],

  async run({ resource, tokens, judge }) {
    const control = await resource.call(await tokens.minted({}, opaque));
    const { origin } = new URL(resource.url);
    const others = [
      ['another server', 'https://other.mcp-conformance.example/mcp'],
      ['a sibling path', `${origin}/other`],
      ['a longer path', `${resource.url}/sub`],
      ['a prefix', resource.url.slice(0, -1)],
    ] as const;
    for (const [kind, aud] of others) {
      const observed = await resource.call(await tokens.minted({ aud }, opaque), { note: `aud is ${kind}` });
      judge('rs.token.rejects-wrong-audience', {
        control,
        observed,
        expect: refusal({ status: 401 }),
      });
    }
    for (const [note, aud] of [
      ['no aud', undefined],
      ['an empty aud', []],
    ] as const) {
      const observed = await resource.call(await tokens.minted({ aud }, opaque), { note });
      judge('rs.token.rejects-missing-audience', {
        control,
        observed,
        expect: refusal({ status: 401 }),
      });
    }
    const both = ['https://other.mcp-conformance.example/mcp', resource.url];
    const several = await tokens.minted({ aud: both }, opaque);
    judge('rs.token.accepts-audience-array', {
      control,
      observed: await resource.call(several, { note: 'aud is a list with the server second' }),
      expect: success('a token for several audiences is accepted'),
    });
  },
});
