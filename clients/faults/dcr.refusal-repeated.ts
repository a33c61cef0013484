import { defineFault } from '../../harness/define/fault.ts';
import { isRegistration } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 7591 §3.2.2: what was refused will be refused again. */
export default defineFault<FaultyClient>({
  says: 'sends a registration that was refused four times more',
  breaks: ['client.dcr.survives-redirect-rejection'],
  install: (client) => {
    const { transmit } = client;
    client.transmit = async (request, send) => {
      let response = await transmit(request, send);
      for (let tries = 0; isRegistration(request) && response.status === 400 && tries < 4; tries += 1)
        response = await transmit(request, send);
      return response;
    };
  },
});
