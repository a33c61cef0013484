import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §5: the member may be there, and false. */
export default defineFault<FaultyProvider>({
  says: 'does not accept URLs as client identifiers, and says so',
  breaks: ['as.cimd.supported', 'as.cimd.fetches-document'],
  provokes: ['client.cimd.checks-advertisement'],
  install: (provider) => {
    provider.configure(({ features }) => {
      Object.assign(features['clientIdMetadataDocument'] ?? {}, { enabled: false });
    });
    provider.rewriteJson(metadataRoutes, (document) => {
      document['client_id_metadata_document_supported'] = false;
    });
  },
});
