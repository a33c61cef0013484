import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §2.3: one method in a request. */
export default defineFault<FaultyClient>({
  says: 'sends its secret in the header and in the body',
  breaks: ['client.token.supported-auth-method'],
  install: (client) => {
    const { authenticate } = client;
    client.authenticate = (registered, request) => {
      authenticate(registered, request);
      const { client_secret: secret } = registered;
      if (secret !== undefined) request.parameters.set('client_secret', secret);
    };
  },
});
