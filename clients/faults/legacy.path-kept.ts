import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { lookFirst } from '../reference/misread.ts';

/** MCP 2025-03-26: the authorization base URL is the origin of the MCP server. */
export default defineFault<FaultyClient>({
  says: 'looks for authorization server metadata below the path of the MCP endpoint',
  breaks: ['client.legacy.base-url-drops-path'],
  install: (client) =>
    lookFirst(client, (url) =>
      url.endsWith('/.well-known/oauth-authorization-server') ? `${url}/mcp` : null,
    ),
});
