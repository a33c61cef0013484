import { allOf, defineScenario, never, nothing } from 'mcp-conformance';
import { cameBack, sentBy } from '../observed/client-flow.ts';

/** RFC 6749 §4.1.2.1: an error ends the flow; only the user may begin another. */
export default defineScenario({
  title: 'Denies the request after consent.',
  subject: 'client',
  judges: ['client.authz.stops-on-error-response'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['as.authz.denies'],

  async run({ client, trace, judge }) {
    await client.connect();
    judge('client.authz.stops-on-error-response', {
      control: cameBack(trace),
      observed: trace,
      expect: allOf(
        nothing('token-request'),
        never('one authorization request', (flow) => {
          const { length } = sentBy(flow, 'authorization-request');
          return length > 1 ? `${length} authorization requests` : null;
        }),
      ),
    });
  },
});
