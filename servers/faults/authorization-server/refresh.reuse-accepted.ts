import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** OAuth 2.1 §4.3.1: a replaced refresh token is dead. */
export default defineFault<FaultyProvider>({
  says: 'goes on taking refresh tokens that it has replaced',
  breaks: ['as.refresh.detects-reuse'],
  install: (provider) => provider.storage.intercept('RefreshToken', () => ({ consume: async () => {} })),
});
