import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 7519 §4.1.3: aud may be a list. */
export default defineFault<FaultyResourceServer>({
  says: 'compares the audience as if it were one string',
  breaks: ['rs.token.accepts-audience-array'],
  install: (server) => {
    server.checks.audience = ({ aud }, wanted) => aud === wanted;
  },
});
