import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 8414 §3.3: issuers are compared as strings. */
export default defineFault<FaultyResourceServer>({
  says: 'adds a slash to the issuer',
  breaks: ['rs.prm.authorization-servers-are-issuers'],
  install: (server) => {
    server.metadata = (document) => {
      document['authorization_servers'] = [`${server.issuer}/`];
    };
  },
});
