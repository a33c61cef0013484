import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9110 §15.5.2: a 401 without a challenge says nothing about what is asked for. */
export default defineFault<FaultyResourceServer>({
  says: 'answers 401 without any challenge',
  breaks: ['rs.challenge.present-on-401'],
  install: (server) => {
    const { writeChallenge } = server;
    server.writeChallenge = (parameters, refusal) =>
      refusal === 'insufficient-scope' ? writeChallenge(parameters, refusal) : null;
  },
});
