import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP security best practices, session hijacking: a session belongs to its user. */
export default defineFault<FaultyResourceServer>({
  says: 'serves the session of one user to another',
  breaks: ['rs.session.bound-to-user'],
  install: (server) => {
    server.sessionServes = () => true;
  },
});
