import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 6750 §3: realm, scope and error occur once. */
export default defineFault<FaultyResourceServer>({
  says: 'repeats the scope parameter',
  breaks: ['rs.challenge.well-formed'],
  install: (server) => {
    const { writeChallenge } = server;
    server.writeChallenge = (parameters, refusal) => {
      const written = String(writeChallenge(parameters, refusal));
      return refusal === 'insufficient-scope' ? written : `${written}, scope="${parameters['scope']}"`;
    };
  },
});
