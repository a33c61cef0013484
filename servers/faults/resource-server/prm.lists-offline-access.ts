import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28: offline_access is no scope of a resource. */
export default defineFault<FaultyResourceServer>({
  says: 'lists offline_access among its scopes',
  breaks: ['rs.prm.no-offline-access'],
  install: (server) => {
    server.metadata = (document) => {
      document['scopes_supported'] = ['mcp:tools', 'offline_access'];
    };
  },
});
