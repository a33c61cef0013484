import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-11-25 client ID metadata documents: support is expected. */
export default defineFault<FaultyProvider>({
  says: 'does not accept URLs as client identifiers',
  breaks: ['as.cimd.supported', 'as.cimd.fetches-document'],
  provokes: [
    'client.registration.falls-back-to-dcr',
    'client.dcr.supported-legacy',
    'client.cimd.checks-advertisement',
  ],
  install: (provider) =>
    provider.configure(({ features }) => {
      Object.assign(features['clientIdMetadataDocument'] ?? {}, { enabled: false });
    }),
});
