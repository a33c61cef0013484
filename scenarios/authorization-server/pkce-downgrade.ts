import { defineScenario, refusal } from 'mcp-conformance';

/** RFC 9700 §2.1.1: a verifier for a code without challenge betrays a stripped challenge. */
export default defineScenario({
  title: 'Redeems, with a verifier, a code that was asked for without a challenge.',
  subject: 'authorization-server',
  judges: ['as.pkce.rejects-downgrade'],
  needs: ['sign-in'],

  async run({ provider, judge }) {
    const control = await provider.tokens();
    const bare = await provider.authorize({
      parameters: { code_challenge: undefined, code_challenge_method: undefined },
      note: 'without code_challenge',
    });
    const observed = bare.accepted
      ? await provider.redeem(bare, { note: 'a verifier for a code without challenge' })
      : bare;
    judge('as.pkce.rejects-downgrade', { control, observed, expect: refusal({ otherwise: 'pass' }) });
  },
});
