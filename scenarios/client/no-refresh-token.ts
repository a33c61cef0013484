import { anyOf, defineScenario, something } from 'mcp-conformance';
import { completesAfter, grants, listings, tokenOf } from '../observed/client-flow.ts';

/** MCP 2026-07-28 refresh tokens: a client works without one. */
export default defineScenario({
  title: 'Issues no refresh token, and lets the access token expire.',
  subject: 'client',
  judges: ['client.refresh.not-assumed'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['rs.token.refused-at-first-listing', 'as.refresh.none-issued'],

  async run({ client, trace, judge, cannotTell }) {
    const outcome = await client.connect();
    if (!grants(trace, 'authorization_code').some(({ response }) => response?.status === 200))
      return cannotTell('client.refresh.not-assumed', outcome.message);
    const refused = listings(trace).find(
      (exchange) => exchange.response?.status === 401 && tokenOf(exchange) !== '',
    );
    const begun = refused ? trace.exchanges.indexOf(refused) : 0;
    judge('client.refresh.not-assumed', {
      observed: trace,
      expect: refused
        ? anyOf(
            something('authorization-request', {
              where: (exchange) => trace.exchanges.indexOf(exchange) > begun,
            }),
            completesAfter(refused, outcome),
          )
        : something('mcp', {
            what: 'MCP request with the token',
            where: (exchange) => tokenOf(exchange) !== '',
          }),
    });
  },
});
