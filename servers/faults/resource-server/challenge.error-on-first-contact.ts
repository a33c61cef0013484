import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 6750 §3.1: nothing was wrong with a token that was not sent. */
export default defineFault<FaultyResourceServer>({
  says: 'says invalid_token to those who sent no token',
  breaks: ['rs.challenge.no-error-without-token'],
  install: (server) => {
    server.challenge = (parameters, refusal) => {
      if (refusal === 'no-token') parameters['error'] = 'invalid_token';
    };
  },
});
