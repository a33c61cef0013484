import { defineScenario, never } from 'mcp-conformance';
import { arose, listings, sentBy } from '../observed/client-flow.ts';

/** MCP 2025-11-25 step-up authorization flow: a few attempts for one operation. */
export default defineScenario({
  title: 'Asks for more scope whatever the token has.',
  subject: 'client',
  judges: ['client.stepup.bounded'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['rs.scope.never-enough'],

  async run({ client, trace, judge, cannotTell }) {
    const outcome = await client.connect();
    const refused = listings(trace)
      .filter(({ response }) => response?.status === 403)
      .at(-1);
    if (!refused) return cannotTell('client.stepup.bounded', outcome.message);
    const { length } = sentBy(trace, 'authorization-request');
    judge('client.stepup.bounded', {
      control: arose('', refused),
      observed: refused,
      expect: never('at most five authorization requests', () =>
        length > 5 ? `${length} authorization requests` : null,
      ),
    });
  },
});
