import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §1.5: a client whose token expired gets another. */
export default defineFault<FaultyProvider>({
  says: 'issues access tokens that expire after two seconds',
  provokes: ['client.errors.reauthorizes-on-401'],
  install: (provider) =>
    provider.configure(({ ttl }) => {
      ttl['AccessToken'] = 2;
    }),
});
