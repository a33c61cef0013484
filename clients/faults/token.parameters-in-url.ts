import { defineFault } from '../../harness/define/fault.ts';
import { isRedemption } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §3.2: parameters go in the body. */
export default defineFault<FaultyClient>({
  says: 'repeats the client_id in the URL of token requests',
  breaks: ['client.token.post-form'],
  install: (client) => {
    client.rewriteRequest = (request) => {
      if (isRedemption(request)) request.url += '?client_id=repeated';
    };
  },
});
