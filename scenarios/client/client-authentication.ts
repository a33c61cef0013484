import { defineScenarios, fact, jsonObject } from 'mcp-conformance';
import { authenticationOf } from '../observed/client-credentials.ts';
import { grants, sentBy } from '../observed/client-flow.ts';

/** RFC 6749 §2.3, RFC 7591 §2, RFC 8414 §2: the method that was registered, and it alone. */
export default defineScenarios({
  title: 'Registers the client for one way to authenticate.',
  subject: 'client',
  needs: ['sign-in', 'dynamic-registration'],
  modes: ['dynamic'],
  rows: [
    { faults: 'as.registration.client-secret-basic-only', judges: 'client.token.supported-auth-method' },
    { faults: 'as.registration.client-secret-post-only', judges: 'client.token.supported-auth-method' },
    { faults: 'as.metadata.auth-methods-unstated', judges: 'client.token.supported-auth-method' },
  ],

  async run({ client, trace, judge, cannotTell, row }) {
    const outcome = await client.connect();
    const [redemption] = grants(trace, 'authorization_code').toReversed();
    const registration = jsonObject(sentBy(trace, 'registration-request').at(-1)?.response?.body);
    if (!registration) return cannotTell(row.judges, 'the client did not register');
    if (!redemption) return cannotTell(row.judges, outcome.message);
    const registered = String(registration['token_endpoint_auth_method'] ?? 'client_secret_basic');
    judge(row.judges, {
      observed: redemption,
      expect: fact(`the client authenticates with ${registered}`, () => {
        const used = authenticationOf(redemption);
        return used === registered ? null : used;
      }),
    });
  },
});
