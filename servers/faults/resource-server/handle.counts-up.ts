import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28 security best practices: handles are random. */
export default defineFault<FaultyResourceServer>({
  says: 'counts handles up',
  breaks: ['rs.handle.unpredictable'],
  install: (server) => {
    let count = 100_000_000;
    server.newHandle = () => {
      count += 1;
      return `handle-${count}`;
    };
  },
});
