import { defineScenario, isHidden, something } from 'mcp-conformance';
import { arose, grants, listings, tokenOf } from '../observed/client-flow.ts';

const judges = 'client.transport.private-cache-per-token';

/** MCP 2026-07-28 caching, cacheScope: a private result stays with the authorization context that it was made for. */
export default defineScenario({
  title: 'Lets private results be kept, and has another user sign in.',
  subject: 'client',
  judges: [judges],
  hears: [judges],
  needs: ['sign-in', 'resource', 'two-users'],
  modes: 'any',
  faults: ['rs.transport.private-results-stay-fresh', 'as.refresh.none-issued'],

  async run({ client, resource, trace, judge, cannotTell }) {
    await client.connect();
    await client.callTool(resource.tools.whoami ?? '', {}, { user: 1 });
    const [, second] = grants(trace, 'authorization_code');
    const outcome = await client.listTools();
    if (isHidden(outcome, 'intent'))
      return cannotTell(judges, 'the client cannot be asked to list the tools as another user');
    const [first] = listings(trace);
    if (!second || !first || !outcome.ok) return cannotTell(judges, outcome.message);
    judge(judges, {
      control: arose('no second user signed in', second),
      observed: trace,
      expect: something('mcp', {
        what: 'request for the list with the token of the second user',
        where: (exchange) => listings(trace).includes(exchange) && tokenOf(exchange) !== tokenOf(first),
      }),
    });
  },
});
