import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §4.1: what everybody can read is no secret. */
export default defineFault<FaultyClient>({
  says: 'publishes a secret in its document',
  breaks: ['client.cimd.no-shared-secret'],
  install: (client) => {
    client.metadataDocument = (members) => {
      members['client_secret'] = 'a-secret-that-everybody-can-read';
    };
  },
});
