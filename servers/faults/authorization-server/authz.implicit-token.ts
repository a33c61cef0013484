import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** OAuth 2.1 §10.1: the authorization endpoint issues no tokens. */
export default defineFault<FaultyProvider>({
  says: 'hands out an access token in the redirect when response_type asks for one',
  breaks: ['as.authz.no-implicit'],
  install: (provider) => {
    const asked = new Set<string>();
    provider.rewriteForm('authorization', (parameters) => {
      if (!parameters.get('response_type')?.split(' ').includes('token')) return;
      parameters.set('response_type', 'code');
      asked.add(parameters.get('state') ?? '');
    });
    provider.rewriteCallback((parameters) => {
      if (asked.has(parameters.get('state') ?? '')) parameters.set('access_token', 'token-in-the-open');
    });
  },
});
