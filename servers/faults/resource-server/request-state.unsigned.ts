import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28 multi round-trip requests: the state comes back through the client. */
export default defineFault<FaultyResourceServer>({
  says: 'takes state that was altered on the way',
  breaks: ['rs.request-state.integrity'],
  install: (server) => {
    server.stateTaken = (problem) => problem !== 'bind';
  },
});
