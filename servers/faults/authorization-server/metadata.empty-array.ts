import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §3.2: members without values are left out. */
export default defineFault<FaultyProvider>({
  says: 'lists nothing where a member should be absent',
  breaks: ['as.metadata.http-200-json'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      document['ui_locales_supported'] = [];
    }),
});
