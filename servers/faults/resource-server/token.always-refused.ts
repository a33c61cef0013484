import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 6750 §3.1: a client cannot know that no token will do. */
export default defineFault<FaultyResourceServer>({
  says: 'refuses every token as invalid',
  provokes: ['client.errors.bounded-401-retries'],
  install: (server) => {
    server.verify = async () => {
      throw new Error('no token is good');
    };
  },
});
