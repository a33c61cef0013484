import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9110 §11.2: a URL is no token, and so has to be quoted. */
export default defineFault<FaultyResourceServer>({
  says: 'writes challenge parameters without quotes',
  breaks: ['rs.challenge.well-formed'],
  install: (server) => {
    server.writeChallenge = (parameters, refusal) => {
      const quote = refusal === 'insufficient-scope' ? '"' : '';
      return `Bearer ${Object.entries(parameters)
        .map(([name, value]) => `${name}=${quote}${value}${quote}`)
        .join(', ')}`;
    };
  },
});
