import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { misread } from '../reference/misread.ts';

/** MCP 2025-11-25 advertising CIMD support: a document comes before a registration. */
export default defineFault<FaultyClient>({
  says: 'registers, where it can, although its metadata document would do',
  breaks: ['client.registration.prefers-cimd-over-dcr'],
  hides: ['client.cimd.authenticates-as-declared'],
  install: (client) =>
    misread(client, 'server', (document) => {
      if ('registration_endpoint' in document) delete document['client_id_metadata_document_supported'];
    }),
});
