import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** OAuth 2.1 §1.5: whoever answers behind a certificate that nobody vouches for may be anybody. */
export default defineFault<FaultyProvider>({
  says: 'has a token endpoint whose certificate nobody vouches for',
  provokes: ['client.security.validates-tls'],
  install: (provider) => {
    const origin = provider.openUntrustedDoor();
    provider.rewriteJson(metadataRoutes, (document) => {
      const { pathname } = new URL(String(document['token_endpoint']));
      document['token_endpoint'] = origin() + pathname;
    });
  },
});
