import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP authorization, error handling: clients step up on a 403, not on a tool error. */
export default defineFault<FaultyResourceServer>({
  says: 'reports a missing scope as a JSON-RPC error under status 200',
  breaks: ['rs.scope.insufficient-403', 'rs.errors.http-status'],
  install: (server) => {
    const { statusOf } = server;
    server.statusOf = (refusal) => (refusal === 'insufficient-scope' ? 200 : statusOf(refusal));
  },
});
