import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** MCP security best practices: what a client opens must be https, or http on loopback. */
export default defineFault<FaultyProvider>({
  says: 'names an authorization endpoint on a remote host without TLS',
  provokes: ['client.security.authorization-url-scheme', 'client.security.https-oauth-urls'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      document['authorization_endpoint'] = 'http://provider.mcp-conformance.example/authorize';
    }),
});
