import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-06-18, authorization server location: the member is required. */
export default defineFault<FaultyResourceServer>({
  says: 'names no authorization server in its metadata',
  breaks: ['rs.prm.authorization-servers'],
  install: (server) => {
    server.metadata = (document) => {
      delete document['authorization_servers'];
    };
  },
});
