import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** OAuth 2.1 §2.4.1: issued secrets are accepted in the body. */
export default defineFault<FaultyProvider>({
  says: 'refuses client secrets in the body',
  breaks: ['as.token.secret-in-body'],
  install: (provider) =>
    provider.rewriteForm('token', (parameters) => {
      if (parameters.has('client_secret')) parameters.set('client_secret', 'refused');
    }),
});
