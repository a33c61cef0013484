import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9207 §2.3: iss is announced in metadata. */
export default defineFault<FaultyProvider>({
  says: 'sends iss without announcing it',
  breaks: ['as.iss.advertised'],
  provokes: ['client.iss.checks-unadvertised'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      delete document['authorization_response_iss_parameter_supported'];
    }),
});
