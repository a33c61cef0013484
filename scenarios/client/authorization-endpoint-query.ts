import { defineScenario, fact, queryOf } from 'mcp-conformance';

/** RFC 6749 §3.1: a query of the endpoint is kept when parameters are added. */
export default defineScenario({
  title: 'Announces an authorization endpoint with a query.',
  subject: 'client',
  judges: ['client.authz.keeps-endpoint-query'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['as.metadata.authorization-endpoint-with-query'],

  async run({ client, trace, judge, cannotTell }) {
    const outcome = await client.connect();
    const request = trace.first('authorization-request');
    if (!request) return cannotTell('client.authz.keeps-endpoint-query', outcome.message);
    judge('client.authz.keeps-endpoint-query', {
      observed: request,
      expect: fact('tenant=blue beside the parameters of the request', () => {
        const tenants = queryOf(request).getAll('tenant');
        return tenants.join() === 'blue' ? null : `tenant ${tenants.join(' and ') || '(absent)'}`;
      }),
    });
  },
});
