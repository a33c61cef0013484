import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8252 §7.3: the port of a loopback redirect URI varies. */
export default defineFault<FaultyProvider>({
  says: 'insists on the registered port of loopback redirect URIs',
  breaks: ['as.authz.loopback-port-flexible'],
  install: (provider) =>
    provider.onProvider(({ Client: { prototype } }) => {
      prototype.redirectUriAllowed = function redirectUriAllowed(uri) {
        return this.redirectUris?.includes(uri) ?? false;
      };
    }),
});
