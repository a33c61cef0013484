import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25 scope selection strategy: the metadata comes second. */
export default defineFault<FaultyResourceServer>({
  says: 'names no scope in its challenges, and several in its metadata',
  provokes: ['client.scope.falls-back-to-prm'],
  install: (server) => {
    server.challenge = (parameters) => {
      delete parameters['scope'];
    };
    server.metadata = (document) => {
      document['scopes_supported'] = ['mcp:tools', 'mcp:write'];
    };
  },
});
