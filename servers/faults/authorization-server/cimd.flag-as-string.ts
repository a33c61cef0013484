import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §5: the member is a boolean. */
export default defineFault<FaultyProvider>({
  says: 'announces metadata documents with the string "true"',
  breaks: ['as.cimd.advertised'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      document['client_id_metadata_document_supported'] = 'true';
    }),
});
