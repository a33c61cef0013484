import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §1.4: the token is opaque to the client. */
export default defineFault<FaultyProvider>({
  says: 'issues access tokens that are no JWTs',
  provokes: ['client.token.opaque'],
  install: (provider) =>
    provider.configure(({ features }) => {
      const indicators = features['resourceIndicators'] as unknown as {
        getResourceServerInfo: (...asked: unknown[]) => object;
      };
      const { getResourceServerInfo } = indicators;
      indicators.getResourceServerInfo = async (...asked) => ({
        ...(await getResourceServerInfo(...asked)),
        accessTokenFormat: 'opaque',
      });
    }),
});
