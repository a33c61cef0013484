import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { misread } from '../reference/misread.ts';

/** MCP 2025-11-25 client registration approaches: registration where documents are not supported. */
export default defineFault<FaultyClient>({
  says: 'does not register at servers that know no metadata documents',
  breaks: ['client.registration.falls-back-to-dcr', 'client.dcr.supported-legacy'],
  hides: ['client.registration.falls-back-to-dcr', 'client.dcr.supported-legacy'],
  install: (client) =>
    misread(client, 'server', (document) => {
      if (document['client_id_metadata_document_supported'] !== true)
        delete document['registration_endpoint'];
    }),
});
