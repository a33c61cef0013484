import { defineScenarios, something } from 'mcp-conformance';
import { grants, tokenOf } from '../observed/client-flow.ts';

/** RFC 6749 §1.4: the client hands the token on, whatever it looks like. */
export default defineScenarios({
  title: 'Issues access tokens that are no JWTs, or odd ones.',
  subject: 'client',
  needs: ['sign-in'],
  modes: 'any',
  rows: [
    { faults: 'as.token.opaque', judges: 'client.token.opaque' },
    { faults: 'as.token.odd-claims', judges: 'client.token.opaque' },
  ],

  async run({ client, trace, judge, cannotTell, row }) {
    const outcome = await client.connect();
    if (grants(trace, 'authorization_code').every(({ response }) => response?.status !== 200))
      return cannotTell(row.judges, outcome.message);
    judge(row.judges, {
      observed: trace,
      expect: something('mcp', {
        what: 'MCP request with the token',
        where: (exchange) => tokenOf(exchange) !== '',
      }),
    });
  },
});
