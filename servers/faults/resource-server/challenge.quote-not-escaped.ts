import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9110 §5.6.4: a quote inside a quoted string has to be escaped. */
export default defineFault<FaultyResourceServer>({
  says: 'puts a quote into error_description without escaping it',
  breaks: ['rs.challenge.well-formed'],
  install: (server) => {
    const { writeChallenge } = server;
    server.writeChallenge = (parameters, refusal) => {
      const written = String(writeChallenge(parameters, refusal));
      return refusal === 'insufficient-scope'
        ? written
        : `${written}, error_description="the "access" token"`;
    };
  },
});
