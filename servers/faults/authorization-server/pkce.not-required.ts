import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** OAuth 2.1 §4.1.2.1: public clients must use PKCE. */
export default defineFault<FaultyProvider>({
  says: 'issues codes without a code_challenge',
  breaks: ['as.pkce.rejects-missing-challenge'],
  install: (provider) =>
    provider.configure((configuration) => {
      configuration.pkce = { required: () => false };
    }),
});
