import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-06-18: a 401 with a challenge starts discovery. */
export default defineFault<FaultyClient>({
  says: 'repeats refused requests before it looks at the challenge',
  breaks: ['client.challenge.parses-www-authenticate'],
  install: (client) => {
    client.transmit = async (request, send) => {
      const response = await send(request);
      return response.status === 401 && !request.headers.has('authorization') ? send(request) : response;
    };
  },
});
