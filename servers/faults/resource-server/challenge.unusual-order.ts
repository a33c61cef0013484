import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9110 §11.2: parameters have no order, and unknown ones are ignored. */
export default defineFault<FaultyResourceServer>({
  says: 'puts the metadata URL first in its challenges, and parameters that nobody knows around it',
  provokes: ['client.challenge.tolerates-syntax-variants'],
  install: (server) => {
    const { writeChallenge } = server;
    server.writeChallenge = ({ resource_metadata = '', ...others }, refusal) =>
      writeChallenge({ x_unknown: '1', resource_metadata, x_other: 'two', ...others }, refusal);
  },
});
