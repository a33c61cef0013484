import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25 scope selection strategy: without scopes the parameter is left out. */
export default defineFault<FaultyResourceServer>({
  says: 'names scopes neither in its challenges nor in its metadata',
  provokes: ['client.scope.omits-when-unknown'],
  install: (server) => {
    server.challenge = (parameters) => {
      delete parameters['scope'];
    };
    server.metadata = (document) => {
      delete document['scopes_supported'];
    };
  },
});
