import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28 security best practices, state handle hijacking. */
export default defineFault<FaultyResourceServer>({
  says: 'honours the handle of one user for another',
  breaks: ['rs.handle.not-authentication'],
  install: (server) => {
    server.handleServes = () => true;
  },
});
