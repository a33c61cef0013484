import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 refresh tokens: none may be issued. */
export default defineFault<FaultyClient>({
  says: 'refreshes with the word undefined where no refresh token was issued',
  breaks: ['client.refresh.not-assumed'],
  install: (client) => {
    client.keepTokens = (fresh) => ({ refresh_token: 'undefined', ...fresh });
  },
});
