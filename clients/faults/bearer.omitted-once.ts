import { defineFault } from '../../harness/define/fault.ts';
import { isAuthorized } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP token requirements: every request carries the token. */
export default defineFault<FaultyClient>({
  says: 'sends a request without its token once it has one',
  breaks: ['client.bearer.every-request'],
  install: (client) => {
    const { transmit } = client;
    let authorized = false;
    let omitted = false;
    client.transmit = async (request, send) => {
      const isCall = request.body?.includes('"tools/call"') ?? false;
      if (authorized && !omitted && isCall && isAuthorized(request)) {
        omitted = true;
        const headers = new Headers(request.headers);
        headers.delete('authorization');
        await (await send({ ...request, headers })).arrayBuffer();
      }
      authorized ||= isAuthorized(request);
      return transmit(request, send);
    };
  },
});
