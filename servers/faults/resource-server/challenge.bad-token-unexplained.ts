import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 6750 §3.1: a refused token is called invalid_token. */
export default defineFault<FaultyResourceServer>({
  says: 'does not say in the challenge that the token is bad',
  breaks: ['rs.challenge.invalid-token-error'],
  install: (server) => {
    server.challenge = (parameters, refusal) => {
      if (refusal === 'invalid-token') delete parameters['error'];
    };
  },
});
