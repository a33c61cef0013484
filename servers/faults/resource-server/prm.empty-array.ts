import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §3.2: members without a value are left out. */
export default defineFault<FaultyResourceServer>({
  says: 'lists members that have no values',
  breaks: ['rs.prm.http-200-json'],
  install: (server) => {
    server.metadata = (document) => {
      document['resource_signing_alg_values_supported'] = [];
    };
  },
});
