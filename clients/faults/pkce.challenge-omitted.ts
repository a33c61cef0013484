import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP authorization code protection: PKCE in every request. */
export default defineFault<FaultyClient>({
  says: 'tries without PKCE first',
  breaks: ['client.pkce.sends-challenge'],
  install: (client) => {
    tryFirst(client, ({ searchParams }) => {
      searchParams.delete('code_challenge');
      searchParams.delete('code_challenge_method');
    });
  },
});
