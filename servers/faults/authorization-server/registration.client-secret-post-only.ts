import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §2 and RFC 7591 §2: clients authenticate as registered and advertised. */
export default defineFault<FaultyProvider>({
  says: 'supports client_secret_post and no other way to authenticate',
  breaks: ['as.metadata.auth-methods-usable'],
  provokes: ['client.token.supported-auth-method'],
  install: (provider) => {
    provider.rewriteRequest('registration', (document) => {
      if (document['token_endpoint_auth_method'] === 'none')
        document['token_endpoint_auth_method'] = 'client_secret_post';
    });
    provider.rewriteJson(metadataRoutes, (document) => {
      document['token_endpoint_auth_methods_supported'] = ['client_secret_post'];
    });
  },
});
