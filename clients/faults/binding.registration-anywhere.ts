import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 authorization server binding: a registration is good at the server that made it. */
export default defineFault<FaultyClient>({
  says: 'uses its registration at whatever authorization server the MCP server names now',
  breaks: ['client.binding.reregisters-with-new-as', 'client.binding.no-cross-as-credentials'],
  install: (client) => {
    const { mayPresent } = client;
    client.mayPresent = (issuer, to, what) => what === 'registration' || mayPresent(issuer, to, what);
  },
});
