import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-11-25 client registration approaches: only the operator can register clients. */
export default defineFault<FaultyProvider>({
  says: 'offers neither dynamic registration nor metadata documents',
  provokes: [
    'client.registration.asks-user-last',
    'client.registration.has-client-id',
    'client.registration.accepts-static-credentials',
  ],
  install: (provider) =>
    provider.configure(({ features }) => {
      for (const name of ['registration', 'registrationManagement', 'clientIdMetadataDocument']) {
        const feature = features[name];
        if (feature) feature.enabled = false;
      }
    }),
});
