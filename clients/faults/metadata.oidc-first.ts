import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 authorization server metadata discovery: the OAuth document comes first. */
export default defineFault<FaultyClient>({
  says: 'tries OpenID Connect discovery before RFC 8414',
  breaks: ['client.metadata.order-issuer-without-path'],
  install: (client) => {
    client.transmit = async (request, send) => {
      if (!request.url.endsWith('/.well-known/oauth-authorization-server')) return send(request);
      const url = request.url.replace('oauth-authorization-server', 'openid-configuration');
      const [preferred, other] = [await send({ ...request, url }), await send(request)];
      return preferred.ok ? preferred : other;
    };
  },
});
