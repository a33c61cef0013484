import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP authorization: every request carries the token, streams and deletions too. */
export default defineFault<FaultyResourceServer>({
  says: 'checks tokens of POST requests only',
  breaks: ['rs.transport.streams-and-delete-authenticated'],
  install: (server) => {
    server.protects = (request) => request.method === 'POST';
  },
});
