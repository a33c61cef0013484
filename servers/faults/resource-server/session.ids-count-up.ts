import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP transports, session management: ids are random. */
export default defineFault<FaultyResourceServer>({
  says: 'counts session ids up',
  breaks: ['rs.session.unpredictable'],
  install: (server) => {
    let count = 1000;
    server.newSessionId = () => {
      count += 1;
      return `session-${count}`;
    };
  },
});
