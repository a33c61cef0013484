import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-11-25 authorization code protection: without the member clients refuse. */
export default defineFault<FaultyProvider>({
  says: 'does not say which PKCE methods it supports',
  breaks: ['as.metadata.pkce-methods-advertised'],
  provokes: ['client.pkce.refuses-unadvertised-oauth'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      delete document['code_challenge_methods_supported'];
    }),
});
