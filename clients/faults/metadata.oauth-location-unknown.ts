import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { overlook } from '../reference/misread.ts';

/** MCP: clients support RFC 8414. */
export default defineFault<FaultyClient>({
  says: 'knows OpenID Connect discovery alone',
  breaks: ['client.metadata.supports-rfc8414'],
  install: (client) => overlook(client, ({ url }) => url.includes('/.well-known/oauth-authorization-server')),
});
