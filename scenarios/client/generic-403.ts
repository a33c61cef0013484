import { defineScenario, nothing } from 'mcp-conformance';
import { arose, listings } from '../observed/client-flow.ts';

/** RFC 9110 §15.5.4: 403 without a challenge says that signing in again would not help. */
export default defineScenario({
  title: 'Refuses to list the tools with 403 and no challenge.',
  subject: 'client',
  judges: ['client.errors.generic-403-is-final'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['rs.challenge.missing-from-403'],

  async run({ client, trace, judge }) {
    await client.connect();
    const refused = listings(trace).find(({ response }) => response?.status === 403);
    const since = refused ? trace.exchanges.indexOf(refused) : Number.POSITIVE_INFINITY;
    judge('client.errors.generic-403-is-final', {
      control: arose('no listing was refused', refused),
      observed: trace,
      expect: nothing('authorization-request', {
        what: 'authorization request after the refusal',
        where: (exchange) => trace.exchanges.indexOf(exchange) > since,
      }),
    });
  },
});
