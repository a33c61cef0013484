import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP transports, security warning: DNS rebinding. */
export default defineFault<FaultyResourceServer>({
  says: 'serves pages of every origin',
  breaks: ['rs.transport.origin-validated'],
  install: (server) => {
    server.originAllowed = () => true;
  },
});
