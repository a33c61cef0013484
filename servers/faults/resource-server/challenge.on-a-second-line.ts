import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9110 §5.3: challenges may stand on several header lines. */
export default defineFault<FaultyResourceServer>({
  says: 'offers Basic on a header line before the one with Bearer',
  provokes: ['client.challenge.tolerates-syntax-variants'],
  install: (server) => {
    const { writeChallenge } = server;
    server.writeChallenge = (...challenge) => [
      'Basic realm="for operators"',
      String(writeChallenge(...challenge)),
    ];
  },
});
