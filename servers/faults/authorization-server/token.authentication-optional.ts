import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §3.2.1: a client with credentials must authenticate. */
export default defineFault<FaultyProvider>({
  says: 'lets confidential clients redeem codes and refresh without their secret',
  breaks: ['as.token.requires-client-authentication'],
  install: (provider) =>
    provider.onProvider(({ Client: { prototype } }) => {
      Object.defineProperty(prototype, 'clientAuthMethod', {
        get(this: { tokenEndpointAuthMethod: string }) {
          const isSilent =
            !provider.currentHeaders()['authorization'] && !provider.currentParameters()['client_secret'];
          return isSilent ? 'none' : this.tokenEndpointAuthMethod;
        },
      });
    }),
});
