import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP security best practices, scope minimization. */
export default defineFault<FaultyResourceServer>({
  says: 'lists a scope that means everything',
  breaks: ['rs.prm.scopes-minimal'],
  install: (server) => {
    server.metadata = (document) => {
      document['scopes_supported'] = ['mcp:tools', 'mcp:*'];
    };
  },
});
