import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 6750 §3.1: a malformed request is a 400. */
export default defineFault<FaultyResourceServer>({
  says: 'answers 500 to a malformed Authorization header',
  breaks: ['rs.bearer.malformed-header'],
  install: (server) => {
    const { statusOf } = server;
    server.statusOf = (refusal) => (refusal === 'malformed' ? 500 : statusOf(refusal));
  },
});
