import { defineScenario, reached } from 'mcp-conformance';
import { completes } from '../observed/client-flow.ts';

/** MCP 2025-11-25 preregistration: users can enter what the operator of a server gave them. */
export default defineScenario({
  title: 'Offers no way to register to a client that has an id for this authorization server.',
  subject: 'client',
  judges: ['client.registration.accepts-static-credentials'],
  needs: ['sign-in'],
  modes: ['static'],
  faults: ['as.registration.static-only'],

  async run({ client, trace, judge, cannotTell }) {
    const outcome = await client.connect();
    if (!reached(trace, 'server-metadata').accepted)
      return cannotTell('client.registration.accepts-static-credentials', outcome.message);
    judge('client.registration.accepts-static-credentials', { observed: trace, expect: completes(outcome) });
  },
});
