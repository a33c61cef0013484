import { defineScenario, fact, formOf } from 'mcp-conformance';
import { grants } from '../observed/client-flow.ts';

/** RFC 6749 §4.1.2: a code is presented once, whatever the answer. */
export default defineScenario({
  title: 'Refuses the code of the client.',
  subject: 'client',
  judges: ['client.token.code-used-once'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['as.token.refuses-codes'],

  async run({ client, trace, judge, cannotTell }) {
    const outcome = await client.connect();
    const redemptions = grants(trace, 'authorization_code');
    const last = redemptions.at(-1);
    if (!last) return cannotTell('client.token.code-used-once', outcome.message);
    const codes = redemptions.map((redemption) => formOf(redemption).get('code'));
    judge('client.token.code-used-once', {
      observed: last,
      expect: fact('each code in one token request', () =>
        new Set(codes).size < codes.length
          ? `${codes.length} token requests for ${new Set(codes).size} code`
          : null,
      ),
    });
  },
});
