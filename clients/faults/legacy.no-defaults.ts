import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-03-26: without metadata the endpoints are /authorize, /token and /register. */
export default defineFault<FaultyClient>({
  says: 'stops where there is no authorization server metadata',
  breaks: ['client.legacy.defaults-after-metadata'],
  install: (client) => {
    client.needsServerMetadata = () => true;
  },
});
