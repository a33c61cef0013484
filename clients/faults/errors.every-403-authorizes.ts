import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 9110 §15.5.4: 403 without a challenge is final. */
export default defineFault<FaultyClient>({
  says: 'takes every 403 for a lack of scope',
  breaks: ['client.errors.generic-403-is-final'],
  install: (client) => {
    client.transmit = async (request, send) => {
      const response = await send(request);
      if (response.status !== 403 || response.headers.has('www-authenticate')) return response;
      const headers = { 'WWW-Authenticate': 'Bearer error="insufficient_scope", scope="mcp:tools"' };
      return new Response(await response.text(), { status: 403, headers });
    };
  },
});
