import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7591 §3.2.1: the server may replace what was asked, and the answer counts. */
export default defineFault<FaultyProvider>({
  says: 'registers every client for client_secret_post, whatever it asked',
  provokes: ['client.dcr.honours-returned-metadata'],
  install: (provider) =>
    provider.rewriteRequest('registration', (document) => {
      document['token_endpoint_auth_method'] = 'client_secret_post';
    }),
});
