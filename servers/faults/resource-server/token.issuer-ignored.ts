import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9068 §4: the issuer is the one that the server trusts. */
export default defineFault<FaultyResourceServer>({
  says: 'accepts tokens of any issuer',
  breaks: ['rs.token.rejects-foreign-issuer'],
  install: (server) => {
    server.checks.issuer = () => true;
  },
});
