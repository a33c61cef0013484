import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §4.1.2: a code is presented once, whatever the answer. */
export default defineFault<FaultyProvider>({
  says: 'refuses every code with invalid_grant',
  provokes: ['client.token.code-used-once'],
  install: (provider) =>
    provider.storage.intercept('AuthorizationCode', () => ({ find: async () => undefined })),
});
