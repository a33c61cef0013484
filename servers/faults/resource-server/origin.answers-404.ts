import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25 transports: an untrusted origin is a 403. */
export default defineFault<FaultyResourceServer>({
  says: 'answers 404 to an untrusted origin',
  breaks: ['rs.transport.origin-403'],
  install: (server) => {
    server.originStatus = 404;
  },
});
