import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §1.4: the token is opaque to the client. */
export default defineFault<FaultyClient>({
  says: 'refuses access tokens that are no JWTs',
  breaks: ['client.token.opaque'],
  install: (client) => {
    client.keepTokens = (fresh) => {
      if (fresh.access_token.split('.').length !== 3) throw new Error('the access token is not a JWT');
      return fresh;
    };
  },
});
