import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** OAuth 2.1 §4.3.1: refresh tokens of public clients rotate. */
export default defineFault<FaultyProvider>({
  says: 'never replaces a refresh token',
  breaks: ['as.refresh.rotates-for-public-clients', 'as.refresh.legacy-rotation'],
  hides: ['as.refresh.detects-reuse'],
  install: (provider) =>
    provider.configure((configuration) => {
      configuration.rotateRefreshToken = false;
    }),
});
