import { defineScenario, type McpAnswer, refusal, success } from 'mcp-conformance';

/** RFC 6750 §2.1 and §2.3; RFC 9110 §11.1 on scheme names; MCP token requirements. */
export default defineScenario({
  title: 'Sends a valid token with other spellings of the scheme, and in the query.',
  subject: 'resource-server',
  judges: ['rs.bearer.header-accepted', 'rs.bearer.query-token-ignored'],

  async run({ resource, tokens, revision, judge, cannotTell }) {
    const token = await tokens.valid();
    const usual = await resource.call(token);
    const answers: [string, McpAnswer][] = [['Bearer', usual]];
    for (const scheme of ['bearer', 'BEARER']) {
      const authorization = `${scheme} ${token}`;
      answers.push([scheme, await resource.call(null, { authorization, note: `scheme ${scheme}` })]);
    }
    // A server that takes the token in no spelling may not trust its issuer: that is no matter of the header.
    const control = answers.map(([, answer]) => answer).find(({ accepted }) => accepted) ?? usual;
    for (const [scheme, observed] of answers) {
      const expect = success(`the scheme ${scheme} is accepted`);
      judge('rs.bearer.header-accepted', { control, observed, expect });
    }
    const first = revision === '2026-07-28' ? {} : { method: 'initialize' };
    const query = await resource.call(null, {
      ...first,
      query: `?access_token=${encodeURIComponent(token)}`,
      note: 'the token in the query only',
    });
    const bare = query.accepted ? await resource.call(null, { ...first, note: 'without a token' }) : query;
    if (bare !== query && bare.accepted) {
      return cannotTell('rs.bearer.query-token-ignored', 'requests are served without any token', [
        'rs.auth.unauthenticated-gets-401',
      ]);
    }
    judge('rs.bearer.query-token-ignored', {
      control,
      observed: query,
      expect: refusal({ otherwise: 'pass' }),
    });
  },
});
