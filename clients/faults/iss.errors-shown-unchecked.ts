import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 9207 §2.4: an error of another issuer is not shown. */
export default defineFault<FaultyClient>({
  says: 'shows errors before it looks at their iss',
  breaks: ['client.iss.covers-error-responses'],
  install: (client) => {
    client.checksIssuerFirst = false;
  },
});
