import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 6750 §2.1: a header holds one token. */
export default defineFault<FaultyResourceServer>({
  says: 'uses the first of two tokens in a header',
  breaks: ['rs.bearer.malformed-header'],
  install: (server) => {
    const { readCredentials } = server;
    server.readCredentials = (request) => {
      const [, token] = /^Bearer (\S+) \S+$/.exec(request.headers.authorization ?? '') ?? [];
      return token === undefined || token.startsWith('{')
        ? readCredentials(request)
        : { kind: 'token', token };
    };
  },
});
