import { defineFault } from '../../harness/define/fault.ts';
import { tryAgain } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 9700 §2.1.1: no weaker PKCE than the client can do. */
export default defineFault<FaultyClient>({
  says: 'asks again with the plain method when S256 is refused',
  breaks: ['client.pkce.no-downgrade', 'client.pkce.uses-s256'],
  install: (client) =>
    tryAgain(client, 'invalid_request', ({ searchParams }) =>
      searchParams.set('code_challenge_method', 'plain'),
    ),
});
