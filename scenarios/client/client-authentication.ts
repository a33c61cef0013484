import { defineScenarios, type Exchange, fact, formOf, headerValue, jsonObject } from 'mcp-conformance';
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
    if (!redemption || !registration) return cannotTell(row.judges, outcome.message);
    const registered = String(registration['token_endpoint_auth_method'] ?? 'client_secret_basic');
    judge(row.judges, {
      observed: redemption,
      expect: fact(`the client authenticates with ${registered}`, () => {
        const used = methodOf(redemption);
        return used === registered ? null : used;
      }),
    });
  },
});

function methodOf(exchange: Exchange): string {
  const inHeader = headerValue(exchange.request.headers, 'authorization') !== null;
  const inBody = formOf(exchange).has('client_secret');
  if (inHeader && inBody) return 'a secret in header and body';
  return inHeader ? 'client_secret_basic' : inBody ? 'client_secret_post' : 'none';
}
