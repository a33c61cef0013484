import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP authorization overview: public clients must be served. */
export default defineFault<FaultyProvider>({
  says: 'refuses tokens to clients that have no secret',
  breaks: ['as.registration.public-clients'],
  install: (provider) =>
    provider.onProvider(({ Client: { prototype } }) => {
      const isAllowed = prototype.grantTypeAllowed;
      prototype.grantTypeAllowed = function grantTypeAllowed(type) {
        return this.tokenEndpointAuthMethod !== 'none' && isAllowed.call(this, type);
      };
    }),
});
