import { randomUUID } from 'node:crypto';
import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §2.3.1: HTTP Basic takes the form-encoded id and secret. */
export default defineFault<FaultyProvider>({
  says: 'issues secrets whose characters need encoding, for HTTP Basic',
  provokes: ['client.token.basic-encoding'],
  install: (provider) => {
    provider.configure(({ features }) => {
      Object.assign(features['registration'] ?? {}, { secretFactory: () => `%2B+ :&=/${randomUUID()}` });
    });
    provider.rewriteRequest('registration', (document) => {
      document['token_endpoint_auth_method'] = 'client_secret_basic';
    });
  },
});
