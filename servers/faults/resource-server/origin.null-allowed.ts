import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP transports, security warning: sandboxed frames have the origin null. */
export default defineFault<FaultyResourceServer>({
  says: 'trusts the origin null',
  breaks: ['rs.transport.origin-validated'],
  install: (server) => {
    server.originAllowed = (origin) => origin === 'null';
  },
});
