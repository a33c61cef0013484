import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP authorization, error handling: the status tells, not the body. */
export default defineFault<FaultyResourceServer>({
  says: 'refuses requests without a token by a JSON-RPC error under status 200',
  breaks: ['rs.auth.unauthenticated-gets-401', 'rs.errors.http-status'],
  install: (server) => {
    const { statusOf } = server;
    server.statusOf = (refusal) => (refusal === 'no-token' ? 200 : statusOf(refusal));
  },
});
