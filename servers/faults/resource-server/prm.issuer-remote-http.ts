import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 8414 §2: an issuer is an https URL. */
export default defineFault<FaultyResourceServer>({
  says: 'names an authorization server on a remote host without TLS',
  provokes: ['client.security.https-oauth-urls'],
  install: (server) => {
    server.metadata = (document) => {
      document['authorization_servers'] = ['http://provider.mcp-conformance.example'];
    };
  },
});
