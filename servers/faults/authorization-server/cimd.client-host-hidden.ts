import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §6.4: the user sees who asks. */
export default defineFault<FaultyProvider>({
  says: 'does not show the host of the client identifier when asking for consent',
  breaks: ['as.cimd.shows-client-host'],
  install: (provider) => provider.rewriteConsent((facts) => ({ ...facts, clientHost: null })),
});
