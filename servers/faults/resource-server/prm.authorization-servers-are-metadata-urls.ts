import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §2: the values are issuer identifiers. */
export default defineFault<FaultyResourceServer>({
  says: 'lists metadata URLs in place of issuers',
  breaks: ['rs.prm.authorization-servers-are-issuers'],
  install: (server) => {
    server.metadata = (document) => {
      document['authorization_servers'] = [`${server.issuer}/.well-known/oauth-authorization-server`];
    };
  },
});
