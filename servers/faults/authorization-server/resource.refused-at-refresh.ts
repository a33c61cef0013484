import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8707 §2.2: a resource of the grant may be named at refresh. */
export default defineFault<FaultyProvider>({
  says: 'answers refreshes that name a resource with invalid_target',
  breaks: ['as.resource.tolerated'],
  install: (provider) =>
    provider.rewriteForm('token', (parameters) => {
      const isRefresh = parameters.get('grant_type') === 'refresh_token';
      if (isRefresh && parameters.has('resource'))
        parameters.set('resource', 'https://unknown.mcp-conformance.example/');
    }),
});
