import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 caching: a private result is good for whom it was made. */
export default defineFault<FaultyClient>({
  says: 'shows a user what it keeps of the one before',
  breaks: ['client.transport.private-cache-per-token'],
  install: (client) => {
    client.sharesResults = true;
  },
});
