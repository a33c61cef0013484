import { allOf, defineScenario, fact, nothing, queryOf, reached } from 'mcp-conformance';
import { isDocumentUrl } from '../observed/client-documents.ts';

/** MCP 2025-11-25 client registration approaches: what is left is to ask the user. */
export default defineScenario({
  title: 'Offers no way to register to a client that has no id for this authorization server.',
  subject: 'client',
  judges: ['client.registration.asks-user-last', 'client.registration.has-client-id'],
  modes: ['dynamic', 'metadata-document'],
  faults: ['as.registration.static-only'],

  async run({ client, trace, judge }) {
    const outcome = await client.connect();
    const control = reached(trace, 'server-metadata');
    const madeUp = nothing('authorization-request', {
      what: 'authorization request with a client_id that nobody gave',
      where: (exchange) => !isDocumentUrl(queryOf(exchange).get('client_id')),
    });
    judge('client.registration.has-client-id', { control, observed: trace, expect: madeUp });
    judge('client.registration.asks-user-last', {
      control,
      observed: trace,
      expect: allOf(
        madeUp,
        fact('the user is told', () => (outcome.ok ? 'the client says that all is well' : null)),
      ),
    });
  },
});
