import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 client ID metadata documents: client_name is required. */
export default defineFault<FaultyClient>({
  says: 'has a document without a name for its users to read',
  breaks: ['client.cimd.document-required-members'],
  install: (client) => {
    client.metadataDocument = (members) => {
      delete members['client_name'];
    };
  },
});
