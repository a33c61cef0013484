import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28: all scopes of an operation are named at once. */
export default defineFault<FaultyResourceServer>({
  says: 'names one missing scope after the other',
  breaks: ['rs.scope.single-challenge'],
  install: (server) => {
    const { scopesOf } = server;
    server.scopesOf = (tool) => [...scopesOf(tool), ...(tool === 'write_note' ? ['mcp:admin'] : [])];
    server.challenge = (parameters, refusal) => {
      if (refusal === 'insufficient-scope') parameters['scope'] = 'mcp:tools mcp:write';
    };
  },
});
