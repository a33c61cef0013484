import { defineScenario, refusal } from 'mcp-conformance';

const elevenMinutes = 11 * 60_000;

/** RFC 6749 §4.1.2: ten minutes are recommended as the longest life of a code. Slow, hence only with full intrusiveness. */
export default defineScenario({
  title: 'Redeems a code after eleven minutes.',
  subject: 'authorization-server',
  judges: ['as.token.code-short-lived'],
  needs: ['sign-in'],
  intrusiveness: 'full',
  timeoutMs: elevenMinutes + 60_000,

  async run({ provider, judge, sleep }) {
    const grant = await provider.authorize();
    await sleep(elevenMinutes);
    judge('as.token.code-short-lived', {
      control: await provider.tokens(),
      observed: await provider.redeem(grant, { note: 'eleven minutes after it was issued' }),
      expect: refusal({ error: 'invalid_grant' }),
    });
  },
});
