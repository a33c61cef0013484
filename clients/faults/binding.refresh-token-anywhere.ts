import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 authorization server location: tokens are kept by issuer. */
export default defineFault<FaultyClient>({
  says: 'presents its tokens to whatever authorization server the MCP server names now',
  breaks: ['client.binding.no-cross-as-credentials'],
  install: (client) => {
    const { mayPresent } = client;
    client.mayPresent = (issuer, to, what) => what === 'tokens' || mayPresent(issuer, to, what);
  },
});
