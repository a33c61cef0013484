import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25 scope challenge handling: the challenge names what is missing. */
export default defineFault<FaultyResourceServer>({
  says: 'lets only tokens with mcp:write list the tools, and names nothing but that scope',
  provokes: ['client.stepup.attempts', 'client.stepup.union', 'client.stepup.retries-request'],
  install: (server) => {
    server.refuses = ({ method }, { scopes }) =>
      method === 'tools/list' && !scopes.includes('mcp:write')
        ? { refusal: 'insufficient-scope', scopes: ['mcp:write'] }
        : null;
  },
});
