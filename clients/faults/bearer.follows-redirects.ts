import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 9110 §15.4: credentials do not follow to another origin. */
export default defineFault<FaultyClient>({
  says: 'follows redirects to other origins with its token',
  breaks: ['client.bearer.not-leaked-elsewhere'],
  install: (client) => {
    client.transmit = async (request, send) => {
      const response = await send(request);
      const location = response.headers.get('location');
      return response.status === 307 && location !== null ? send({ ...request, url: location }) : response;
    };
  },
});
