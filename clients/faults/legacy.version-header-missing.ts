import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-03-26 server metadata discovery. */
export default defineFault<FaultyClient>({
  says: 'looks for metadata without saying which protocol version it speaks',
  breaks: ['client.legacy.version-header-on-discovery'],
  install: (client) => {
    client.rewriteRequest = ({ url, headers }) => {
      if (url.includes('/.well-known/')) headers.delete('mcp-protocol-version');
    };
  },
});
