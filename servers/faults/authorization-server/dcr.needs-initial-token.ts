import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7591 §3: an initial access token keeps unknown clients out. */
export default defineFault<FaultyProvider>({
  says: 'registers nobody without an initial access token',
  breaks: ['as.dcr.open-registration'],
  install: (provider) =>
    provider.configure(({ features }) => {
      Object.assign(features['registration'] ?? {}, { initialAccessToken: 'known-to-the-operator-only' });
    }),
});
