import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 7519 §4.1.5: a token is not good before its time. */
export default defineFault<FaultyResourceServer>({
  says: 'accepts tokens before they are valid',
  breaks: ['rs.token.rejects-expired'],
  install: (server) => {
    const { validity } = server.checks;
    server.checks.validity = ({ nbf: _, ...claims }, now) => validity(claims, now);
  },
});
