import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 9728 §5.2: a new challenge may mean new metadata. */
export default defineFault<FaultyClient>({
  says: 'answers a new challenge from the resource metadata of the last one, and asks again only when that did not help',
  breaks: ['client.prm.refetches-on-new-challenge'],
  install: (client) => {
    const { transmit } = client;
    let cached: string | null = null;
    client.transmit = async (request, send) => {
      if (!request.url.includes('/.well-known/oauth-protected-resource')) return transmit(request, send);
      const known = cached;
      cached = null;
      if (known !== null) return new Response(known, { headers: { 'content-type': 'application/json' } });
      const response = await transmit(request, send);
      cached = response.ok ? await response.clone().text() : null;
      return response;
    };
  },
});
