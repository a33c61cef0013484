import { defineScenarios, type Exchange, formOf, nothing, observe, queryOf } from 'mcp-conformance';
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
    const refused = grants(trace, 'authorization_code').find(
      (exchange) => observe(exchange).error === 'invalid_target',
    );
    const control = row.at === 'token-request' ? arose('no code was refused', refused) : cameBack(trace);
    const since = trace.exchanges.findIndex(({ id }) => id === control.exchanges[0]?.id);
    judge(row.judges, {
      control,
      observed: trace,
      expect: nothing(['authorization-request', 'token-request'], {
        what: 'request without resource after the error',
        where: (exchange) =>
          trace.exchanges.indexOf(exchange) > since && !parametersOf(exchange).get('resource'),
      }),
    });
  },
});

const parametersOf = (exchange: Exchange) =>
  exchange.kind === 'token-request' ? formOf(exchange) : queryOf(exchange);
