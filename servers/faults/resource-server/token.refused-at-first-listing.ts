import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP token handling: a token may stop working at any time, and the answer is 401. */
export default defineFault<FaultyResourceServer>({
  says: 'refuses the first token of all as expired when it lists the tools',
  provokes: [
    'client.errors.reauthorizes-on-401',
    'client.refresh.not-assumed',
    'client.refresh.recovers-from-invalid-grant',
    'client.resource.in-refresh-request',
  ],
  remembers: true,
  install: (server) => {
    let first: string | undefined;
    server.refuses = ({ method }, { token }) => {
      first ??= token;
      return method === 'tools/list' && token === first ? { refusal: 'invalid-token' } : null;
    };
  },
});
