import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §4.1.2: a code is used once. */
export default defineFault<FaultyProvider>({
  says: 'redeems a code as often as it is asked',
  breaks: ['as.token.code-single-use', 'as.token.code-replay-revokes'],
  install: (provider) => provider.storage.intercept('AuthorizationCode', () => ({ consume: async () => {} })),
});
