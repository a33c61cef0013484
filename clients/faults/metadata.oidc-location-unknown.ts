import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { overlook } from '../reference/misread.ts';

/** MCP 2025-11-25: clients support OpenID Connect discovery as well. */
export default defineFault<FaultyClient>({
  says: 'knows RFC 8414 alone',
  breaks: ['client.metadata.supports-oidc-discovery'],
  install: (client) => overlook(client, ({ url }) => url.includes('/.well-known/openid-configuration')),
});
