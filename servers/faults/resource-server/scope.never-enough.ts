import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25 step-up authorization flow: retries are limited. */
export default defineFault<FaultyResourceServer>({
  says: 'asks for more scope whenever the tools are listed, whatever the token has',
  provokes: ['client.stepup.bounded'],
  install: (server) => {
    server.refuses = ({ method }) =>
      method === 'tools/list' ? { refusal: 'insufficient-scope', scopes: ['mcp:write'] } : null;
  },
});
