import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 6750 §3.1: invalid_request is for requests that are malformed. */
export default defineFault<FaultyResourceServer>({
  says: 'calls every bad token an invalid request',
  breaks: ['rs.challenge.invalid-token-error'],
  install: (server) => {
    server.challenge = (parameters, refusal) => {
      if (refusal === 'invalid-token') parameters['error'] = 'invalid_request';
    };
  },
});
