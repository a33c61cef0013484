import { defineFault } from '../../harness/define/fault.ts';
import { isAuthorized } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6750 §2.3; MCP: no token in a URL. */
export default defineFault<FaultyClient>({
  says: 'repeats the token in the query of MCP requests',
  breaks: ['client.bearer.not-in-query'],
  install: (client) => {
    client.rewriteRequest = (request) => {
      const token = request.headers.get('authorization')?.slice('Bearer '.length);
      if (isAuthorized(request)) request.url += `?access_token=${encodeURIComponent(token ?? '')}`;
    };
  },
});
