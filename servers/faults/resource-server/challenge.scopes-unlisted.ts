import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25: clients assume no relation between the challenge and scopes_supported. */
export default defineFault<FaultyResourceServer>({
  says: 'names none of the scopes in its challenge that its metadata lists',
  provokes: ['client.scope.no-set-assumption'],
  install: (server) => {
    server.challenge = (parameters) => {
      parameters['scope'] = 'mcp:write';
    };
    server.metadata = (document) => {
      document['scopes_supported'] = ['mcp:admin'];
    };
  },
});
