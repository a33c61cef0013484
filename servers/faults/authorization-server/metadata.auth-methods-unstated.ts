import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §2: when absent, only client_secret_basic is meant. */
export default defineFault<FaultyProvider>({
  says: 'does not say how clients may authenticate',
  breaks: ['as.metadata.auth-methods-usable'],
  provokes: ['client.token.supported-auth-method'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      delete document['token_endpoint_auth_methods_supported'];
    }),
});
