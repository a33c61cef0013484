import { defineRule, fact } from 'mcp-conformance';
import { documentsOfClient, noDocument } from '../../observed/client-documents.ts';

/** draft-ietf-oauth-client-id-metadata-document §4.1: compared as strings. */
export default defineRule({
  judges: 'client.cimd.document-client-id-equals-url',
  title: 'The client_id in a metadata document is the URL it stands at.',
  otherwise: noDocument,
  examine: (trace) =>
    documentsOfClient(trace).map(({ exchange: observed, members }) => ({
      observed,
      expect: fact(`client_id ${observed.request.url}`, () => {
        const id = members?.['client_id'];
        return id === observed.request.url ? null : `client_id ${JSON.stringify(id) ?? '(absent)'}`;
      }),
    })),
});
