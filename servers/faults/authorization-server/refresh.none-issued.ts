import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2026-07-28 refresh tokens: a server need not issue any. */
export default defineFault<FaultyProvider>({
  says: 'issues no refresh tokens, though it lists offline_access',
  provokes: ['client.refresh.not-assumed'],
  install: (provider) =>
    provider.configure((configuration) => {
      configuration.issueRefreshToken = async () => false;
    }),
});
