import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §4.1: compared as strings. */
export default defineFault<FaultyClient>({
  says: 'has a document whose client_id is its URL with a slash behind it',
  breaks: ['client.cimd.document-client-id-equals-url'],
  install: (client) => {
    client.metadataDocument = (members) => {
      members['client_id'] += '/';
    };
  },
});
