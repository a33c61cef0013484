import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { lookFirst } from '../reference/misread.ts';

/** MCP 2025-11-25 protected resource metadata discovery: the path-inserted URL comes first. */
export default defineFault<FaultyClient>({
  says: 'tries the well-known URL of the origin before the one of the endpoint, when the challenge names none',
  breaks: ['client.prm.falls-back-to-well-known'],
  install: (client) => {
    const { transmit } = client;
    let isNamed = false;
    lookFirst(client, (url) =>
      !isNamed && /oauth-protected-resource\/./.test(url)
        ? new URL('/.well-known/oauth-protected-resource', url).href
        : null,
    );
    const { transmit: looking } = client;
    client.transmit = async (request, send) => {
      const response = await (request.method === 'GET' ? looking : transmit)(request, send);
      if (response.status === 401)
        isNamed = response.headers.get('www-authenticate')?.includes('resource_metadata') ?? false;
      return response;
    };
  },
});
