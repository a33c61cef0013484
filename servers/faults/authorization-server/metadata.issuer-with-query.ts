import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §2: an issuer has neither query nor fragment. */
export default defineFault<FaultyProvider>({
  says: 'names an issuer with a query',
  breaks: ['as.metadata.issuer-url-form', 'as.metadata.issuer-identical'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      document['issuer'] = `${provider.issuer()}?tenant=blue`;
    }),
});
