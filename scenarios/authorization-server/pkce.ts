import { createHash } from 'node:crypto';
import { defineScenario, never, refusal, success } from 'mcp-conformance';

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

/** RFC 7636 §4, OAuth 2.1 §4.1.1 and §7.5. */
export default defineScenario({
  title: 'Redeems codes with the right, a missing and a wrong code_verifier.',
  subject: 'authorization-server',
  judges: ['as.pkce.supports-s256', 'as.pkce.rejects-missing-verifier', 'as.pkce.rejects-wrong-verifier'],
  needs: ['sign-in'],

  async run({ provider, judge, cannotTell }) {
    const grant = await provider.authorize();
    const control = await provider.redeem(grant);
    // RFC 7636 §4.4.1 has one error for a challenge that is not taken.
    if (grant.error !== null && grant.error !== 'invalid_request') {
      cannotTell('as.pkce.supports-s256', `no code was issued, for another reason than PKCE: ${grant.error}`);
    } else {
      judge('as.pkce.supports-s256', {
        observed: control,
        expect: success('the code is redeemed with its verifier'),
      });
    }
    judge('as.pkce.supports-s256', {
      control: grant,
      observed: grant,
      expect: never('the challenge appears in no response parameter', ({ exchanges }) => {
        const leaked = [...grant.response].find(([, value]) => value === challengeOf(grant.verifier));
        return leaked ? `${leaked[0]} carries the challenge (${exchanges.length} exchanges)` : null;
      }),
    });
    for (const length of [43, 128]) {
      const verifier = 'aB3-._~x'.repeat(16).slice(0, length);
      const sized = await provider.authorize({ parameters: { code_challenge: challengeOf(verifier) } });
      const redeemed = await provider.redeem(sized, { parameters: { code_verifier: verifier } });
      judge('as.pkce.supports-s256', {
        control,
        observed: redeemed,
        expect: success(`a verifier of ${length} characters works`),
      });
    }

    const missing = refusal({ error: ['invalid_grant', 'invalid_request'] });
    for (const [note, value] of [
      ['without code_verifier', undefined],
      ['with an empty code_verifier', ''],
    ] as const) {
      const bound = await provider.authorize();
      const observed = await provider.redeem(bound, { parameters: { code_verifier: value }, note });
      judge('as.pkce.rejects-missing-verifier', { control, observed, expect: missing });
    }

    const wrong = refusal({ error: 'invalid_grant' });
    const other = await provider.authorize();
    const altered = other.verifier.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    judge('as.pkce.rejects-wrong-verifier', {
      control,
      observed: await provider.redeem(other, {
        parameters: { code_verifier: altered },
        note: 'another verifier',
      }),
      expect: wrong,
    });
    const echoed = await provider.authorize();
    judge('as.pkce.rejects-wrong-verifier', {
      control,
      observed: await provider.redeem(echoed, {
        parameters: { code_verifier: challengeOf(echoed.verifier) },
        note: 'the challenge in place of the verifier',
      }),
      expect: wrong,
    });
  },
});
