import { defineScenario, fact, something } from 'mcp-conformance';
import { grants, tokenOf } from '../observed/client-flow.ts';

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
    const refresh = grants(trace, 'refresh_token')[0];
    judge('client.refresh.not-assumed', {
      observed: refresh ?? trace,
      expect: refresh
        ? fact('no refresh without a refresh token', () => 'a refresh with a token that nobody issued')
        : something('mcp', {
            what: 'MCP request with the token',
            where: (exchange) => tokenOf(exchange) !== '',
          }),
    });
  },
});
