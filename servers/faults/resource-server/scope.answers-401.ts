import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP authorization, error handling: a missing scope is a 403. */
export default defineFault<FaultyResourceServer>({
  says: 'answers 401 when a scope is missing',
  breaks: ['rs.scope.insufficient-403'],
  install: (server) => {
    const { statusOf } = server;
    server.statusOf = (refusal) => (refusal === 'insufficient-scope' ? 401 : statusOf(refusal));
  },
});
