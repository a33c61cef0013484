import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 6750 §2.3, OAuth 2.1 §5.1: URLs end up in logs and referrers. */
export default defineFault<FaultyResourceServer>({
  says: 'accepts tokens in the query',
  breaks: ['rs.bearer.query-token-ignored'],
  install: (server) => {
    const { readCredentials } = server;
    server.readCredentials = (request) => {
      const token = request.query['access_token'];
      return typeof token === 'string' ? { kind: 'token', token } : readCredentials(request);
    };
  },
});
