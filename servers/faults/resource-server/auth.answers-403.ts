import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP authorization, error handling: 403 means that more permission is needed, not a token. */
export default defineFault<FaultyResourceServer>({
  says: 'answers 403 to requests without a token',
  breaks: ['rs.auth.unauthenticated-gets-401'],
  install: (server) => {
    const { statusOf } = server;
    server.statusOf = (refusal) => (refusal === 'no-token' ? 403 : statusOf(refusal));
  },
});
