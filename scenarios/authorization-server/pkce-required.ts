import { defineScenario, never, refusal } from 'mcp-conformance';

/** OAuth 2.1 §4.1.1 and §7.5; a code that is issued without a challenge and then not redeemed is the lesser break. */
export default defineScenario({
  title: 'Asks for a code without a code_challenge, as a public client.',
  subject: 'authorization-server',
  judges: ['as.pkce.rejects-missing-challenge'],
  needs: ['sign-in', 'public-client'],

  async run({ provider, judge }) {
    const client = await provider.client('public');
    const control = await provider.authorize({ client });
    const bare = await provider.authorize({
      client,
      parameters: { code_challenge: undefined, code_challenge_method: undefined },
      note: 'without code_challenge',
    });
    if (!bare.accepted) {
      const expect = refusal({ error: 'invalid_request', otherwise: 'pass' });
      return judge('as.pkce.rejects-missing-challenge', { control, observed: bare, expect });
    }
    const redeemed = await provider.redeem(bare, {
      parameters: { code_verifier: undefined },
      note: 'a code that was asked for without a challenge',
    });
    judge('as.pkce.rejects-missing-challenge', {
      control,
      observed: redeemed,
      expect: never('no code without code_challenge', ({ accepted }) =>
        accepted
          ? 'a code, and tokens for it'
          : {
              ok: false,
              lesser: 'A request without code_challenge yields a code, but no tokens for it.',
              actual: 'a code, which the token endpoint then refused',
            },
      ),
    });
  },
});
