import { defineScenarios, type Exchange, formOf, nothing, queryOf } from 'mcp-conformance';
import { arose, cameBack, grants } from '../observed/client-flow.ts';

/** RFC 8707 §2; MCP: an invalid_target error is no reason to leave the resource out. */
export default defineScenarios({
  title: 'Answers requests that name a resource with invalid_target.',
  subject: 'client',
  needs: ['sign-in'],
  modes: 'any',
  rows: [
    {
      faults: 'as.authz.invalid-target',
      judges: 'client.resource.not-dropped-on-invalid-target',
      at: 'authorization-request',
    },
    {
      faults: 'as.token.invalid-target',
      judges: 'client.resource.not-dropped-on-invalid-target',
      at: 'token-request',
    },
  ],

  async run({ client, trace, judge, row }) {
    await client.connect();
    const [redemption] = grants(trace, 'authorization_code');
    judge(row.judges, {
      control: row.at === 'token-request' ? arose('no code was redeemed', redemption) : cameBack(trace),
      observed: trace,
      expect: nothing(['authorization-request', 'token-request'], {
        what: 'request without resource',
        where: (exchange) => !parametersOf(exchange).get('resource'),
      }),
    });
  },
});

const parametersOf = (exchange: Exchange) =>
  exchange.kind === 'token-request' ? formOf(exchange) : queryOf(exchange);
