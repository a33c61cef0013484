import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §5: support is announced. */
export default defineFault<FaultyProvider>({
  says: 'accepts metadata documents without saying so',
  breaks: ['as.cimd.advertised'],
  provokes: ['client.cimd.checks-advertisement'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      delete document['client_id_metadata_document_supported'];
    }),
});
