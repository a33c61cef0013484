import { defineFault } from '../../harness/define/fault.ts';
import { callBefore } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6750 §2.1: the scheme is Bearer. */
export default defineFault<FaultyClient>({
  says: 'tries the token with the scheme Token first',
  breaks: ['client.bearer.authorization-header'],
  install: (client) => {
    callBefore(client, (headers) =>
      headers.set('authorization', (headers.get('authorization') ?? '').replace(/^bearer/i, 'Token')),
    );
  },
});
