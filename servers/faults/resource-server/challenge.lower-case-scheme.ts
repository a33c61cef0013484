import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9110 §11.1: schemes have no case. */
export default defineFault<FaultyResourceServer>({
  says: 'spells the scheme of its challenges in lower case',
  provokes: ['client.challenge.tolerates-syntax-variants'],
  install: (server) => {
    const { writeChallenge } = server;
    server.writeChallenge = (...challenge) =>
      String(writeChallenge(...challenge)).replace(/^Bearer/, 'bearer');
  },
});
