import { defineScenario, fact, refusal } from 'mcp-conformance';

/** RFC 7636 §4.3 and §4.4.1; OAuth 2.1 §7.5.1 on `plain`. */
export default defineScenario({
  title: 'Asks for codes with unknown, plain and missing code_challenge_method.',
  subject: 'authorization-server',
  judges: ['as.pkce.rejects-unknown-method', 'as.pkce.refuses-plain'],
  needs: ['sign-in'],

  async run({ provider, judge }) {
    const control = await provider.authorize();
    judge('as.pkce.rejects-unknown-method', {
      control,
      observed: await provider.authorize({
        parameters: { code_challenge_method: 'S512' },
        note: 'code_challenge_method=S512',
      }),
      expect: refusal({ error: 'invalid_request', otherwise: 'pass' }),
    });

    const methods = await provider.advertised('code_challenge_methods_supported');
    const [document] = await provider.metadata();
    if (document) {
      judge('as.pkce.refuses-plain', {
        observed: document.reply,
        expect: fact('plain is not advertised', () =>
          Array.isArray(methods) && methods.includes('plain')
            ? `code_challenge_methods_supported ${JSON.stringify(methods)}`
            : null,
        ),
      });
    }
    const verifier = 'plain-verifier-plain-verifier-plain-verifier-1';
    for (const method of ['plain', undefined]) {
      const note = method ? 'code_challenge_method=plain' : 'no code_challenge_method, which means plain';
      const asked = await provider.authorize({
        parameters: { code_challenge: verifier, code_challenge_method: method },
        note,
      });
      const redeemed = asked.accepted
        ? await provider.redeem(asked, { parameters: { code_verifier: verifier }, note })
        : asked;
      judge('as.pkce.refuses-plain', { control, observed: redeemed, expect: refusal({ otherwise: 'pass' }) });
    }
  },
});
