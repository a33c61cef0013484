import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §2: what a client does not know it ignores. */
export default defineFault<FaultyResourceServer>({
  says: 'adds a harmless unknown member to its metadata',
  provokes: ['client.authz.ignores-unknown-members'],
  install: (server) => {
    server.metadata = (document) => {
      document['x_unknown_member'] = { harmless: true };
    };
  },
});
