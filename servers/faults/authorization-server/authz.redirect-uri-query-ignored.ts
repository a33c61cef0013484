import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** OAuth 2.1 §2.3.1: redirect URIs are compared as strings. */
export default defineFault<FaultyProvider>({
  says: 'ignores the query when it compares redirect URIs',
  breaks: ['as.authz.exact-redirect-match'],
  install: (provider) =>
    provider.onProvider(({ Client: { prototype } }) => {
      const isAllowed = prototype.redirectUriAllowed;
      prototype.redirectUriAllowed = function redirectUriAllowed(uri) {
        return isAllowed.call(this, uri) || isAllowed.call(this, uri.split('?', 1)[0] ?? '');
      };
    }),
});
