import { defineScenario, refusal } from 'mcp-conformance';

/** RFC 6749 §4.1.2 and §10.5, OAuth 2.1 §4.1.3. */
export default defineScenario({
  title: 'Redeems one authorization code twice, one after the other and at the same time.',
  subject: 'authorization-server',
  judges: ['as.token.code-single-use', 'as.token.code-replay-revokes'],
  needs: ['sign-in'],

  async run({ provider, judge, cannotTell }) {
    const grant = await provider.authorize();
    const first = await provider.redeem(grant);
    const again = await provider.redeem(grant, { note: 'the same code once more' });
    judge('as.token.code-single-use', {
      control: first,
      observed: again,
      expect: refusal({ error: 'invalid_grant' }),
    });

    const raced = await provider.authorize();
    const [one, other] = await Promise.all([provider.redeem(raced), provider.redeem(raced)]);
    const [winner, loser] = one.accepted ? [one, other] : [other, one];
    judge('as.token.code-single-use', {
      control: winner,
      observed: loser,
      expect: refusal({ error: 'invalid_grant' }),
    });

    if (first.refreshToken === null) {
      return cannotTell(
        'as.token.code-replay-revokes',
        'no refresh token was issued that could show a revocation',
      );
    }
    const untouched = await provider.tokens();
    judge('as.token.code-replay-revokes', {
      control: await provider.refresh(untouched),
      observed: await provider.refresh(first, { note: 'a refresh token of the code that was replayed' }),
      expect: refusal({ error: 'invalid_grant' }),
    });
  },
});
