import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** MCP communication security: codes and tokens must not cross a network in the clear. */
export default defineFault<FaultyProvider>({
  says: 'names a token endpoint on a remote host without TLS',
  provokes: ['client.security.https-oauth-urls'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      document['token_endpoint'] = 'http://provider.mcp-conformance.example/token';
    }),
});
