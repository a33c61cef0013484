import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP token theft: access tokens are to be short-lived. */
export default defineFault<FaultyProvider>({
  says: 'issues access tokens for a month',
  breaks: ['as.token.short-lived-access'],
  install: (provider) =>
    provider.configure(({ ttl }) => {
      ttl['AccessToken'] = 30 * 86_400;
    }),
});
