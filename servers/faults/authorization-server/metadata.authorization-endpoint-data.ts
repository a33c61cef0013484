import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** MCP security best practices: what a client opens must be https, or http on loopback. */
export default defineFault<FaultyProvider>({
  says: 'names a data URL as its authorization endpoint',
  provokes: ['client.security.authorization-url-scheme'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      document['authorization_endpoint'] = 'data:text/html,<p>Sign in</p>';
    }),
});
