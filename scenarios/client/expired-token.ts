import { defineScenario } from 'mcp-conformance';
import { completesAfter, listings, tokenOf } from '../observed/client-flow.ts';

/** MCP token handling: a 401 in the middle of a session makes the client get another token. */
export default defineScenario({
  title: 'Lets the token expire between two requests.',
  subject: 'client',
  judges: ['client.errors.reauthorizes-on-401'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['rs.token.refused-at-first-listing'],

  async run({ client, trace, judge, cannotTell }) {
    const outcome = await client.connect();
    const refused = listings(trace).find(
      (exchange) => exchange.response?.status === 401 && tokenOf(exchange) !== '',
    );
    if (!refused) return cannotTell('client.errors.reauthorizes-on-401', outcome.message);
    judge('client.errors.reauthorizes-on-401', { observed: trace, expect: completesAfter(refused, outcome) });
  },
});
