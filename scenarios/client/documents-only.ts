import { defineScenario, queryOf, reached, something } from 'mcp-conformance';
import { isDocumentUrl } from '../observed/client-documents.ts';

/** MCP 2025-11-25 client ID metadata documents. */
export default defineScenario({
  title: 'Offers metadata documents and no registration to a client that has a document.',
  subject: 'client',
  judges: ['client.cimd.supported'],
  modes: ['metadata-document'],
  faults: ['as.registration.metadata-documents-only'],

  async run({ client, trace, judge, cannotTell }) {
    const { message } = await client.connect();
    if (!reached(trace, 'server-metadata').accepted) return cannotTell('client.cimd.supported', message);
    judge('client.cimd.supported', {
      observed: trace,
      expect: something('authorization-request', {
        what: 'authorization request with the URL of a document as client_id',
        where: (exchange) => isDocumentUrl(queryOf(exchange).get('client_id')),
      }),
    });
  },
});
