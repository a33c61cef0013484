import { defineFault } from '../../harness/define/fault.ts';
import { isAuthorized } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §10.4: a refresh token is for its issuer alone. */
export default defineFault<FaultyClient>({
  says: 'shows its refresh token to the MCP server',
  breaks: ['client.refresh.confidential'],
  install: (client) => {
    let refreshToken: string | undefined;
    client.keepTokens = (fresh) => {
      refreshToken = fresh.refresh_token;
      return fresh;
    };
    client.rewriteRequest = (request) => {
      if (refreshToken && isAuthorized(request)) request.headers.set('x-refresh-token', refreshToken);
    };
  },
});
