import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28: a broad scope includes the narrow ones. */
export default defineFault<FaultyResourceServer>({
  says: 'wants every scope by its own name',
  breaks: ['rs.scope.hierarchy'],
  install: (server) => {
    server.includedIn = (scope) => [scope];
  },
});
