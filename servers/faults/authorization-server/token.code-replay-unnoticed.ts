import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §4.1.2: a replayed code revokes what was issued for it. */
export default defineFault<FaultyProvider>({
  says: 'leaves tokens alone when their code is replayed',
  breaks: ['as.token.code-replay-revokes'],
  install: (provider) => {
    const isCode = () => provider.currentParameters()['grant_type'] === 'authorization_code';
    provider.configure((configuration) => {
      configuration.revokeGrantPolicy = () => !isCode();
    });
    provider.storage.intercept('RefreshToken', ({ revokeByGrantId }) => ({
      revokeByGrantId: async (grantId) => (isCode() ? undefined : revokeByGrantId(grantId)),
    }));
  },
});
