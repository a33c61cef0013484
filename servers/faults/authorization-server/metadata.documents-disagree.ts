import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §5: what both documents say must be the same. */
export default defineFault<FaultyProvider>({
  says: 'names a token endpoint in its OpenID Connect document that is not there',
  breaks: ['as.metadata.documents-agree'],
  provokes: ['client.metadata.order-issuer-without-path'],
  install: (provider) =>
    provider.rewriteJson('oidc-metadata', (document) => {
      document['token_endpoint'] = `${provider.issuer()}/not-the-token-endpoint`;
    }),
});
