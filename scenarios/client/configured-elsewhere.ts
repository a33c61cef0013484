import { defineScenario, nothing, reached } from 'mcp-conformance';
import { clientIdOf } from '../observed/client-credentials.ts';
import { actions } from '../observed/discovery.ts';

/** MCP 2026-07-28 authorization server binding: what was configured belongs to one issuer. */
export default defineScenario({
  title: 'Names another authorization server than the one that the client is configured for.',
  subject: 'client',
  judges: ['client.binding.mismatched-preregistration-errors'],
  modes: ['static'],
  faults: ['rs.prm.names-another-issuer'],

  async run({ client, provider, trace, judge }) {
    await client.connect();
    judge('client.binding.mismatched-preregistration-errors', {
      control: reached(trace, 'resource-metadata'),
      observed: trace,
      expect: nothing(actions, {
        what: 'configured client_id at the other authorization server',
        where: (exchange) =>
          !exchange.request.url.startsWith(provider.issuer) &&
          client.configured.includes(clientIdOf(exchange) ?? ''),
      }),
    });
  },
});
