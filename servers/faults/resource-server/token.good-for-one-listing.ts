import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP token handling: a token may stop working at any time, and the answer is 401. */
export default defineFault<FaultyResourceServer>({
  says: 'refuses each token as expired after it listed the tools once',
  provokes: ['client.refresh.replaces-rotated'],
  remembers: true,
  install: (server) => {
    const used = new Set<string>();
    server.refuses = ({ method }, { token }) => {
      if (method !== 'tools/list') return null;
      if (used.has(token)) return { refusal: 'invalid-token' };
      used.add(token);
      return null;
    };
  },
});
