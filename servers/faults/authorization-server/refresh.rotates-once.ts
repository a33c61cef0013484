import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §6: a new refresh token replaces the old one, and none leaves it in use. */
export default defineFault<FaultyProvider>({
  says: 'replaces a refresh token the first time, and sends none afterwards',
  provokes: ['client.refresh.replaces-rotated'],
  install: (provider) => {
    provider.configure((configuration) => {
      configuration.rotateRefreshToken = ({ oidc }) => !oidc.refreshToken?.rotations;
    });
    provider.rewriteJson('token', (document, { oidc }) => {
      const isLater = oidc.params?.['refresh_token'] && !oidc.entities.RotatedRefreshToken;
      if (isLater) delete document['refresh_token'];
    });
  },
});
