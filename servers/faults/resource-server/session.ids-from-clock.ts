import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP transports, session management: the time is no secret. */
export default defineFault<FaultyResourceServer>({
  says: 'makes session ids from the time',
  breaks: ['rs.session.unpredictable'],
  install: (server) => {
    const opened = new Map<string, number>();
    server.newSessionId = () => {
      const time = new Date().toISOString();
      opened.set(time, (opened.get(time) ?? 0) + 1);
      return `${time}-${opened.get(time)}`;
    };
  },
});
