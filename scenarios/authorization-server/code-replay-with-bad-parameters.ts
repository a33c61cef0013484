import { defineScenario, success } from 'mcp-conformance';

/** A replay with wrong parameters is no proof of theft: it must not cost the honest client its tokens. OAuth 2.1 §4.1.3. */
export default defineScenario({
  title: 'Replays a redeemed code with a wrong verifier, and sees that the tokens of its owner still work.',
  subject: 'authorization-server',
  judges: ['as.token.code-replay-revokes'],
  needs: ['sign-in'],

  async run({ provider, judge, doesNotApply, cannotTell }) {
    const grant = await provider.authorize();
    const tokens = await provider.redeem(grant);
    if (!tokens.accepted)
      return cannotTell('as.token.code-replay-revokes', `the code was answered ${tokens.status}`);
    if (tokens.refreshToken === null) {
      return doesNotApply('as.token.code-replay-revokes', 'the server issues no refresh tokens');
    }
    await provider.redeem(grant, {
      parameters: { code_verifier: grant.verifier.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) },
      note: 'a redeemed code with a wrong verifier',
    });
    judge('as.token.code-replay-revokes', {
      control: await provider.refresh(await provider.tokens()),
      observed: await provider.refresh(tokens),
      expect: success('the tokens of the first redemption still work'),
    });
  },
});
