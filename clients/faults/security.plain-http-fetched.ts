import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** OAuth 2.1 §1.5: what metadata says is as good as the way that it came. */
export default defineFault<FaultyClient>({
  says: 'fetches metadata from remote hosts without TLS',
  breaks: ['client.security.https-oauth-urls'],
  install: (client) => {
    client.checkEndpoint = () => null;
  },
});
