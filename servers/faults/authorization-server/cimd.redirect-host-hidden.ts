import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-11-25 localhost redirect risks: the user sees where the browser goes. */
export default defineFault<FaultyProvider>({
  says: 'does not show the host of the redirect URI when asking for consent',
  breaks: ['as.cimd.shows-redirect-host'],
  install: (provider) => provider.rewriteConsent((facts) => ({ ...facts, redirectHost: null })),
});
