import { defineFault } from '../../harness/define/fault.ts';
import { isAuthorized } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP token handling: the client carries on with another token. */
export default defineFault<FaultyClient>({
  says: 'gets another token after a 401, and does not use it',
  breaks: ['client.errors.reauthorizes-on-401'],
  install: (client) => {
    let refused: string | null = null;
    client.transmit = async (request, send) => {
      const token = request.headers.get('authorization');
      if (refused !== null && isAuthorized(request) && token !== refused) {
        refused = null;
        throw new Error('the server refused the token');
      }
      const response = await send(request);
      if (response.status === 401 && isAuthorized(request)) refused = token;
      return response;
    };
  },
});
