import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28 multi round-trip requests: state belongs to the user it was made for. */
export default defineFault<FaultyResourceServer>({
  says: 'takes the state of one user from another',
  breaks: ['rs.request-state.principal-bound'],
  install: (server) => {
    server.stateBinding = () => '';
  },
});
