import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9207 §2: servers without iss cannot stop mix-up attacks. */
export default defineFault<FaultyProvider>({
  says: 'neither sends nor announces iss',
  breaks: ['as.iss.sent'],
  hides: ['as.iss.matches-issuer'],
  provokes: ['client.iss.proceeds-when-neither'],
  install: (provider) => {
    provider.rewriteCallback((parameters) => parameters.delete('iss'));
    provider.rewriteJson(metadataRoutes, (document) => {
      delete document['authorization_response_iss_parameter_supported'];
    });
  },
});
