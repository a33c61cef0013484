import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 7636 §4.3: a missing method means plain. */
export default defineFault<FaultyClient>({
  says: 'tries without a code_challenge_method first',
  breaks: ['client.pkce.uses-s256'],
  install: (client) => tryFirst(client, ({ searchParams }) => searchParams.delete('code_challenge_method')),
});
