import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9110 §15.5.2: a client whose token expired needs the challenge as much as one without any. */
export default defineFault<FaultyResourceServer>({
  says: 'sends a challenge to those without a token only',
  breaks: ['rs.challenge.present-on-401'],
  install: (server) => {
    const { writeChallenge } = server;
    server.writeChallenge = (parameters, refusal) =>
      refusal === 'invalid-token' ? null : writeChallenge(parameters, refusal);
  },
});
