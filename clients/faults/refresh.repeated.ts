import { defineFault } from '../../harness/define/fault.ts';
import { isRefresh } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §5.2: invalid_grant is final. */
export default defineFault<FaultyClient>({
  says: 'refreshes five times with a token that is refused',
  breaks: ['client.refresh.recovers-from-invalid-grant'],
  install: (client) => {
    client.transmit = async (request, send) => {
      let response = await send(request);
      for (let tries = 1; tries < 5 && isRefresh(request) && response.status === 400; tries += 1) {
        response = await send(request);
      }
      return response;
    };
  },
});
