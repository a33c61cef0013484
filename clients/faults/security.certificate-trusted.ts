import { defineFault } from '../../harness/define/fault.ts';
import { certificate } from '../../harness/trace/certificate.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** OAuth 2.1 §1.5: certificates are checked against authorities that there is a reason to trust. */
export default defineFault<FaultyClient>({
  says: 'trusts an authority that nobody vouches for',
  breaks: ['client.security.validates-tls'],
  install: (client) => {
    client.alsoTrusts = async () => (await certificate()).ca;
  },
});
