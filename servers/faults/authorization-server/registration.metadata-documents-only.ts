import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-11-25 client ID metadata documents: the only way to be known here. */
export default defineFault<FaultyProvider>({
  says: 'accepts metadata documents, and offers no dynamic registration',
  provokes: ['client.cimd.supported'],
  install: (provider) =>
    provider.configure(({ features }) => {
      for (const name of ['registration', 'registrationManagement']) {
        const feature = features[name];
        if (feature) feature.enabled = false;
      }
    }),
});
