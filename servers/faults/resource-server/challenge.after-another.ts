import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9110 §11.6.1: a header line may carry several challenges. */
export default defineFault<FaultyResourceServer>({
  says: 'offers Basic before Bearer in one header line',
  provokes: ['client.challenge.tolerates-syntax-variants'],
  install: (server) => {
    const { writeChallenge } = server;
    server.writeChallenge = (...challenge) =>
      `Basic realm="for, operators", ${String(writeChallenge(...challenge))}`;
  },
});
