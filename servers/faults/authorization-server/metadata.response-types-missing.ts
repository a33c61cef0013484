import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §2: response_types_supported is required. */
export default defineFault<FaultyProvider>({
  says: 'leaves response_types_supported out of its metadata',
  breaks: ['as.metadata.required-members'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      delete document['response_types_supported'];
    }),
});
