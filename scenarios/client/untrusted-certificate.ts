import { defineScenario, nothing } from 'mcp-conformance';
import { cameBack } from '../observed/client-flow.ts';

/** OAuth 2.1 §1.5; RFC 6750 §5.3: certificates are checked. */
export default defineScenario({
  title: 'Has a token endpoint whose certificate nobody vouches for.',
  subject: 'client',
  judges: ['client.security.validates-tls'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['as.tls.untrusted-certificate'],

  async run({ client, trace, judge }) {
    await client.connect();
    judge('client.security.validates-tls', {
      control: cameBack(trace),
      observed: trace,
      expect: nothing('token-request', {
        what: 'token request that got through',
        where: ({ request, response }) => request.url.startsWith('https:') && response !== null,
      }),
    });
  },
});
