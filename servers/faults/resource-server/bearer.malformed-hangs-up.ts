import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 6750 §3.1: a malformed request is a 400. */
export default defineFault<FaultyResourceServer>({
  says: 'closes the connection on a malformed Authorization header',
  breaks: ['rs.bearer.malformed-header'],
  install: (server) => {
    server.intercept = (request) => {
      const isMalformed = server.readCredentials(request).kind === 'malformed';
      if (isMalformed) request.socket.destroy();
      return isMalformed;
    };
  },
});
