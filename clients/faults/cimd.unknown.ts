import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { misread } from '../reference/misread.ts';

/** MCP 2025-11-25 client ID metadata documents. */
export default defineFault<FaultyClient>({
  says: 'does not use its metadata document where nothing else is offered',
  breaks: ['client.cimd.supported'],
  install: (client) =>
    misread(client, 'server', (document) => {
      if (!('registration_endpoint' in document)) delete document['client_id_metadata_document_supported'];
    }),
});
