import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9110 §5.6.4: quoted strings may hold commas, escaped quotes and names of parameters. */
export default defineFault<FaultyResourceServer>({
  says: 'explains its challenges with commas, quotes and names of parameters in the text',
  provokes: ['client.challenge.tolerates-syntax-variants'],
  install: (server) => {
    const { writeChallenge } = server;
    server.writeChallenge = (parameters, refusal) => {
      const error_description = 'Sign in, then try "again"; resource_metadata=nothing, scope=none';
      return writeChallenge({ error_description, ...parameters }, refusal);
    };
  },
});
