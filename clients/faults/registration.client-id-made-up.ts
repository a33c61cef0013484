import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 client registration approaches: without any other way the user is asked. */
export default defineFault<FaultyClient>({
  says: 'makes a client_id up where nothing else is left',
  breaks: ['client.registration.asks-user-last', 'client.registration.has-client-id'],
  install: (client) => {
    client.inventClientId = (metadata) => {
      const canRegister = ['registration_endpoint', 'client_id_metadata_document_supported'];
      const isKnown = 'issuer' in metadata;
      return isKnown && !canRegister.some((member) => member in metadata)
        ? 'a-client-that-nobody-knows'
        : null;
    };
  },
});
