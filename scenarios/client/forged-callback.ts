import { defineScenario, fact, formOf } from 'mcp-conformance';
import { cameBack, grants } from '../observed/client-flow.ts';

/** RFC 9700 §4.7: state, PKCE or both keep the code of an attacker's flow out. */
export default defineScenario({
  title: 'Brings a callback with a code and a state of another flow.',
  subject: 'client',
  judges: ['client.state.csrf-defence'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['as.authz.code-of-another-flow', 'as.authz.state-altered'],

  async run({ client, trace, judge, cannotTell }) {
    const outcome = await client.connect();
    if (!cameBack(trace).accepted) return cannotTell('client.state.csrf-defence', outcome.message);
    const redemption = grants(trace, 'authorization_code').at(-1);
    judge('client.state.csrf-defence', {
      observed: redemption ?? cameBack(trace),
      expect: fact('the callback is dropped, or redeemed with the verifier of the own request', () =>
        redemption && !formOf(redemption).get('code_verifier') ? 'redeemed without a verifier' : null,
      ),
    });
  },
});
