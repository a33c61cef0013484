import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §5.2: a refresh token may have been revoked. */
export default defineFault<FaultyProvider>({
  says: 'answers every refresh with invalid_grant',
  provokes: ['client.refresh.recovers-from-invalid-grant'],
  install: (provider) => provider.storage.intercept('RefreshToken', () => ({ find: async () => undefined })),
});
