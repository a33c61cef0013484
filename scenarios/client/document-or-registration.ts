import { allOf, defineScenario, fact, nothing, queryOf } from 'mcp-conformance';
import { isDocumentUrl } from '../observed/client-documents.ts';
import { arose, sentBy } from '../observed/client-flow.ts';

/** MCP 2025-11-25 advertising CIMD support: a document comes before a registration. */
export default defineScenario({
  title: 'Offers both registration and metadata documents to a client that has a document.',
  subject: 'client',
  judges: ['client.registration.prefers-cimd-over-dcr'],
  needs: ['sign-in', 'metadata-documents', 'dynamic-registration'],
  modes: ['metadata-document'],

  async run({ client, trace, judge, cannotTell }) {
    const { message } = await client.connect();
    const [request] = sentBy(trace, 'authorization-request');
    if (!request) return cannotTell('client.registration.prefers-cimd-over-dcr', message);
    const id = queryOf(request).get('client_id');
    judge('client.registration.prefers-cimd-over-dcr', {
      control: arose('the client did not send the user off', request),
      observed: trace,
      expect: allOf(
        nothing('registration-request'),
        fact('the URL of a document as client_id', () => (isDocumentUrl(id) ? null : `client_id ${id}`)),
      ),
    });
  },
});
