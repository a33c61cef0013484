import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2026-07-28 refresh tokens: a server that wants offline_access lists it. */
export default defineFault<FaultyProvider>({
  says: 'does not list offline_access among its scopes',
  provokes: ['client.refresh.offline-access-when-listed'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      const scopes = document['scopes_supported'];
      if (Array.isArray(scopes))
        document['scopes_supported'] = scopes.filter((scope) => scope !== 'offline_access');
    }),
});
