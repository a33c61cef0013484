import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §3.3: the issuer must be the one that was asked about. */
export default defineFault<FaultyProvider>({
  says: 'names an issuer with a path that was not asked about',
  breaks: ['as.metadata.issuer-identical'],
  provokes: ['client.metadata.rejects-issuer-mismatch'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      document['issuer'] = `${provider.issuer()}/another-tenant`;
    }),
});
