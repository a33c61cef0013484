import { defineScenario, refusal } from 'mcp-conformance';

/** RFC 9068 §2.1 and §5; RFC 6749 §1.5: refresh tokens go to authorization servers only. */
export default defineScenario({
  title: 'Presents an ID token and a refresh token in place of an access token.',
  subject: 'resource-server',
  judges: ['rs.token.rejects-other-token-kinds'],
  needs: ['sign-in'],

  async run({ resource, tokens, provider, judge, doesNotApply }) {
    const control = await resource.call(await tokens.valid());
    const scope = ['openid', await provider.scope()].filter(Boolean).join(' ');
    const { idToken, refreshToken } = await tokens.issued({
      scope: [...new Set(scope.split(' '))].join(' '),
    });
    const expect = refusal({ status: 401 });
    if (idToken === null && refreshToken === null) {
      return doesNotApply(
        'rs.token.rejects-other-token-kinds',
        'the provider issues neither ID nor refresh tokens',
      );
    }
    if (idToken !== null) {
      const observed = await resource.call(idToken, { note: 'an ID token' });
      judge('rs.token.rejects-other-token-kinds', { control, observed, expect });
    }
    if (refreshToken !== null) {
      const observed = await resource.call(refreshToken, { note: 'a refresh token' });
      judge('rs.token.rejects-other-token-kinds', { control, observed, expect });
    }
  },
});
