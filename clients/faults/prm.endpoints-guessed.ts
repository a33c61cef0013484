import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25: without resource metadata a client stops. */
export default defineFault<FaultyClient>({
  says: 'goes on with guessed endpoints when nobody names an authorization server',
  breaks: ['client.prm.halts-without-authorization-server'],
  install: (client) => {
    client.needsResourceMetadata = false;
    client.needsServerMetadata = () => false;
  },
});
