import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP transports, security warning: a local server binds to localhost. */
export default defineFault<FaultyResourceServer>({
  says: 'listens on all addresses of the machine',
  breaks: ['rs.transport.binds-loopback-locally'],
  install: (server) => {
    server.listenOn = '0.0.0.0';
  },
});
