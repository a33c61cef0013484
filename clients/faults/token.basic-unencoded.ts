import { defineFault } from '../../harness/define/fault.ts';
import { basicCredentials } from '../reference/client-authentication.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §2.3.1: id and secret are form-encoded. */
export default defineFault<FaultyClient>({
  says: 'joins id and secret for HTTP Basic as they are',
  breaks: ['client.token.basic-encoding'],
  install: (client) => {
    const { authenticate } = client;
    client.authenticate = (registered, request) => {
      authenticate(registered, request);
      const { client_id: id, client_secret: secret = '' } = registered;
      if (request.headers.has('authorization'))
        request.headers.set('authorization', basicCredentials(id, secret));
    };
  },
});
