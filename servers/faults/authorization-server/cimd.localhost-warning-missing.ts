import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-11-25 localhost redirect risks: any program can listen there. */
export default defineFault<FaultyProvider>({
  says: 'does not warn of clients that can only be reached on the own machine',
  breaks: ['as.cimd.warns-on-localhost'],
  install: (provider) => provider.rewriteConsent((facts) => ({ ...facts, localOnly: false })),
});
