import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-11-25 authorization code protection: OpenID Connect documents need the member too. */
export default defineFault<FaultyProvider>({
  says: 'publishes an OpenID Connect document alone, without PKCE methods',
  breaks: [
    'as.metadata.pkce-methods-advertised',
    'as.metadata.rfc8414-mandatory',
    'as.metadata.legacy-recommended',
  ],
  hides: ['as.metadata.documents-agree'],
  provokes: ['client.pkce.refuses-unadvertised-oidc'],
  install: (provider) => {
    provider.rewriteJson('oidc-metadata', (document) => {
      delete document['code_challenge_methods_supported'];
    });
    provider.use(async (exchange, next, route) => {
      if (route !== 'oauth-metadata') return next();
      exchange.status = 404;
    });
  },
});
