import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §2: endpoints use https. */
export default defineFault<FaultyProvider>({
  says: 'names a revocation endpoint that is reached without TLS',
  breaks: ['as.metadata.endpoints-https'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      document['revocation_endpoint'] = 'http://provider.mcp-conformance.example/revoke';
    }),
});
