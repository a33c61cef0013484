import { defineScenarios, nothing, queryOf, reached } from 'mcp-conformance';
import { isDocumentUrl } from '../observed/client-documents.ts';

/** MCP 2025-11-25 discovery: a URL is a client_id where client_id_metadata_document_supported says so. */
export default defineScenarios({
  title: 'Does not say that metadata documents are accepted.',
  subject: 'client',
  modes: ['metadata-document'],
  rows: [
    { faults: 'as.cimd.unsupported', judges: 'client.cimd.checks-advertisement' },
    { faults: 'as.cimd.denied', judges: 'client.cimd.checks-advertisement' },
    { faults: 'as.cimd.not-advertised', judges: 'client.cimd.checks-advertisement' },
  ],

  async run({ client, trace, judge, row }) {
    await client.connect();
    judge(row.judges, {
      control: reached(trace, 'server-metadata'),
      observed: trace,
      expect: nothing('authorization-request', {
        what: 'authorization request with a URL as client_id',
        where: (exchange) => isDocumentUrl(queryOf(exchange).get('client_id')),
      }),
    });
  },
});
