import { defineFault } from '../../harness/define/fault.ts';
import { isAuthorized } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-06-18 and 2025-11-25 transports: the negotiated version stands on every request. */
export default defineFault<FaultyClient>({
  says: 'does not say after initialize which protocol version was agreed on',
  breaks: ['client.transport.version-header-after-init'],
  install: (client) => {
    client.rewriteRequest = (request) => {
      const isStateless = request.headers.has('mcp-method');
      if (isAuthorized(request) && !isStateless) request.headers.delete('mcp-protocol-version');
    };
  },
});
