import { allOf, defineScenario, fact, nothing, queryOf } from 'mcp-conformance';
import { isDocumentUrl } from '../observed/client-documents.ts';
import { arose, sentBy } from '../observed/client-flow.ts';

/** MCP 2025-11-25 client registration approaches: what was configured for a server comes first. */
export default defineScenario({
  title: 'Offers every way to register to a client that has an id for this authorization server.',
  subject: 'client',
  judges: ['client.registration.prefers-preregistered'],
  needs: ['sign-in'],
  modes: ['static'],

  async run({ client, trace, judge, cannotTell }) {
    const { message } = await client.connect();
    const [request] = sentBy(trace, 'authorization-request');
    if (!request) return cannotTell('client.registration.prefers-preregistered', message);
    const id = queryOf(request).get('client_id');
    judge('client.registration.prefers-preregistered', {
      control: arose('the client did not send the user off', request),
      observed: trace,
      expect: allOf(
        nothing('registration-request'),
        fact('the configured client_id', () => (isDocumentUrl(id) ? `client_id ${id}` : null)),
      ),
    });
  },
});
