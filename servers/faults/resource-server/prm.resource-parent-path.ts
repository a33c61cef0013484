import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §3.3: the resource is the one that the well-known URL was made from. */
export default defineFault<FaultyResourceServer>({
  says: 'calls itself by its origin, without the path',
  breaks: ['rs.prm.resource-identifies-server'],
  install: (server) => {
    server.metadata = (document) => {
      document['resource'] = new URL(String(document['resource'])).origin;
    };
  },
});
