import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 9207 §2.4: what is announced has to come. */
export default defineFault<FaultyClient>({
  says: 'takes a callback without iss where iss is announced',
  breaks: ['client.iss.rejects-missing-when-advertised'],
  install: (client) => {
    const { checkIssuer } = client;
    client.sdkChecksIssuer = false;
    client.checkIssuer = (response, pending) => (response.has('iss') ? checkIssuer(response, pending) : null);
  },
});
