import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §3.3: a client that compares refuses the document, and one that does not asks for the wrong audience. */
export default defineFault<FaultyResourceServer>({
  says: 'calls itself by the URL of another host',
  breaks: ['rs.prm.resource-identifies-server'],
  install: (server) => {
    server.metadata = (document) => {
      document['resource'] = 'https://other.mcp-conformance.example/mcp';
    };
  },
});
