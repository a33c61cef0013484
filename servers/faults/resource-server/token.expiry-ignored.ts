import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9068 §4: exp has not passed. */
export default defineFault<FaultyResourceServer>({
  says: 'accepts tokens after they expired',
  breaks: ['rs.token.rejects-expired'],
  install: (server) => {
    const { validity } = server.checks;
    server.checks.validity = ({ exp: _, ...claims }, now) => validity({ ...claims, exp: now + 60 }, now);
  },
});
