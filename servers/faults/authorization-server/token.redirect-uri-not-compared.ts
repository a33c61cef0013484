import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §4.1.3: a repeated redirect_uri must be the same. */
export default defineFault<FaultyProvider>({
  says: 'redeems codes whatever redirect_uri comes with them',
  breaks: ['as.token.code-bindings'],
  install: (provider) =>
    provider.storage.intercept('AuthorizationCode', ({ find }) => ({
      find: async (id) => {
        const code = await find(id);
        const redirectUri = provider.currentParameters()['redirect_uri'];
        return code && redirectUri ? { ...code, redirectUri } : code;
      },
    })),
});
