import { defineScenario, fact, headerValue, observe, outcomeOf } from 'mcp-conformance';
import { grants } from '../observed/client-flow.ts';

/** RFC 6749 §2.3.1: id and secret are form-encoded before they are joined. */
export default defineScenario({
  title: 'Issues a client secret whose characters need encoding.',
  subject: 'client',
  judges: ['client.token.basic-encoding'],
  needs: ['sign-in', 'dynamic-registration'],
  modes: ['dynamic'],
  faults: ['as.dcr.secret-with-special-characters'],

  async run({ client, trace, judge, cannotTell, doesNotApply }) {
    const outcome = await client.connect();
    const [redemption] = grants(trace, 'authorization_code').toReversed();
    if (!redemption) return cannotTell('client.token.basic-encoding', outcome.message);
    if (!/^basic /i.test(headerValue(redemption.request.headers, 'authorization') ?? ''))
      return doesNotApply('client.token.basic-encoding', 'the client does not use HTTP Basic');
    judge('client.token.basic-encoding', {
      observed: redemption,
      expect: fact('the server understands id and secret', () => {
        const observed = observe(redemption);
        return observed.error === 'invalid_client' || observed.status === 401 ? outcomeOf(observed) : null;
      }),
    });
  },
});
