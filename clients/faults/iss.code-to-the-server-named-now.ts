import { defineFault } from '../../harness/define/fault.ts';
import { isRedemption } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { lookAgain } from '../reference/look-again.ts';

/** OAuth 2.1 §7.14: a code goes back to the server that the user was sent to. */
export default defineFault<FaultyClient>({
  says: 'sends codes to the authorization server that the MCP server names by then',
  breaks: ['client.iss.code-goes-to-same-as'],
  install: (client) => {
    const issuerNow = lookAgain(client);
    const { transmit } = client;
    client.transmit = async (request, send) => {
      const issuer = isRedemption(request) ? await issuerNow() : null;
      const hasMoved = issuer !== null && !request.url.startsWith(issuer);
      return transmit(hasMoved ? { ...request, url: `${issuer}/token` } : request, send);
    };
  },
});
