import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §1.2: a resource identifier has no fragment. */
export default defineFault<FaultyResourceServer>({
  says: 'calls itself by a URL with a fragment',
  breaks: ['rs.prm.resource-url-form'],
  install: (server) => {
    server.metadata = (document) => {
      document['resource'] += '#mcp';
    };
  },
});
