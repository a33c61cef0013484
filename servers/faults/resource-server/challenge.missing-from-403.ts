import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9110 §15.5.4: 403 alone does not say that other credentials would help. */
export default defineFault<FaultyResourceServer>({
  says: 'refuses to list the tools with 403 and no challenge',
  provokes: ['client.errors.generic-403-is-final'],
  install: (server) => {
    const { writeChallenge } = server;
    server.refuses = ({ method }) => (method === 'tools/list' ? { refusal: 'insufficient-scope' } : null);
    server.writeChallenge = (parameters, refusal) =>
      refusal === 'insufficient-scope' ? null : writeChallenge(parameters, refusal);
  },
});
