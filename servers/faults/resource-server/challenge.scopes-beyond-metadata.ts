import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25 scope selection strategy: the challenge comes first. */
export default defineFault<FaultyResourceServer>({
  says: 'names a scope in its challenge that its metadata does not list, beside one that it does',
  provokes: ['client.scope.uses-challenge'],
  install: (server) => {
    server.challenge = (parameters) => {
      parameters['scope'] = 'mcp:tools mcp:write';
    };
    server.metadata = (document) => {
      document['scopes_supported'] = ['mcp:tools'];
    };
  },
});
