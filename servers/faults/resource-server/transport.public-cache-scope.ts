import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28 caching: what differs between users is private. */
export default defineFault<FaultyResourceServer>({
  says: 'lets caches share the lists of one user with another',
  breaks: ['rs.transport.private-cache-scope'],
  install: (server) => {
    server.statelessAnswer = (status, body) => ({
      status,
      body: body.replace('"cacheScope":"private"', '"cacheScope":"public"'),
    });
  },
});
