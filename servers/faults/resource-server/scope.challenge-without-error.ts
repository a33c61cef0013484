import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 6750 §3.1: insufficient_scope is what tells a step-up from a ban. */
export default defineFault<FaultyResourceServer>({
  says: 'does not say insufficient_scope in the 403',
  breaks: ['rs.scope.insufficient-scope-error'],
  install: (server) => {
    server.challenge = (parameters, refusal) => {
      if (refusal === 'insufficient-scope') delete parameters['error'];
    };
  },
});
