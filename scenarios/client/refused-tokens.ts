import { defineScenario, never } from 'mcp-conformance';
import { arose, sentBy, tokenOf } from '../observed/client-flow.ts';

/** MCP error handling: who refuses every token is not asked for ever. */
export default defineScenario({
  title: 'Refuses every token.',
  subject: 'client',
  judges: ['client.errors.bounded-401-retries'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['rs.token.always-refused', 'as.refresh.none-issued'],

  async run({ client, trace, judge, cannotTell }) {
    const outcome = await client.connect();
    const refused = sentBy(trace, 'mcp')
      .filter((exchange) => tokenOf(exchange) !== '')
      .at(-1);
    if (!refused) return cannotTell('client.errors.bounded-401-retries', outcome.message);
    const { length } = sentBy(trace, 'authorization-request');
    judge('client.errors.bounded-401-retries', {
      control: arose('', refused),
      observed: refused,
      expect: never('fewer than five authorization requests', () =>
        length >= 5 ? `${length} authorization requests` : null,
      ),
    });
  },
});
