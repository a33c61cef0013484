import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §3.3: the resource is the one that was asked about. */
export default defineFault<FaultyResourceServer>({
  says: 'describes another resource of its origin in its metadata',
  provokes: ['client.prm.requires-identical-resource'],
  install: (server) => {
    server.metadata = (document) => {
      document['resource'] = new URL('/other', String(document['resource'])).href;
    };
  },
});
