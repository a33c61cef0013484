import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §2: clients ask for the scopes that are listed. */
export default defineFault<FaultyResourceServer>({
  says: 'does not list its scopes',
  breaks: ['rs.prm.scopes-supported'],
  install: (server) => {
    server.metadata = (document) => {
      delete document['scopes_supported'];
    };
  },
});
