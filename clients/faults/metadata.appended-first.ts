import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { lookFirst } from '../reference/misread.ts';

/** MCP 2025-11-25 authorization server metadata discovery: appending comes last. */
export default defineFault<FaultyClient>({
  says: 'tries OpenID Connect path appending before path insertion',
  breaks: ['client.metadata.order-issuer-with-path'],
  install: (client) =>
    lookFirst(client, (url) => {
      const [, origin, path] =
        /^(https?:\/\/[^/]+)\/\.well-known\/openid-configuration(\/.+)$/.exec(url) ?? [];
      return origin ? `${origin}${path}/.well-known/openid-configuration` : null;
    }),
});
