import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §4.5: redirect URIs come from the document. */
export default defineFault<FaultyProvider>({
  says: 'redirects to URIs that the document does not list',
  breaks: ['as.cimd.checks-redirect-uri'],
  install: (provider) =>
    provider.onProvider(({ Client: { prototype } }) => {
      const isAllowed = prototype.redirectUriAllowed;
      prototype.redirectUriAllowed = function redirectUriAllowed(uri) {
        return this.clientId.startsWith('https://') || isAllowed.call(this, uri);
      };
    }),
});
