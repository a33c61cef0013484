import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 6750 §3: the scheme is followed by at least one parameter. */
export default defineFault<FaultyResourceServer>({
  says: 'sends a bare Bearer for a bad token',
  breaks: ['rs.challenge.well-formed', 'rs.challenge.invalid-token-error'],
  install: (server) => {
    const { writeChallenge } = server;
    server.writeChallenge = (parameters, refusal) =>
      refusal === 'invalid-token' ? 'Bearer' : writeChallenge(parameters, refusal);
  },
});
