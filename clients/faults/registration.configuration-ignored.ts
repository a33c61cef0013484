import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 preregistration: credentials can be configured. */
export default defineFault<FaultyClient>({
  says: 'ignores a configured client_id where no way to register is offered',
  breaks: ['client.registration.accepts-static-credentials'],
  install: (client) => {
    client.usesPreregistered = (metadata) =>
      'registration_endpoint' in metadata || 'client_id_metadata_document_supported' in metadata;
  },
});
