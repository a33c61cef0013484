import { defineFault } from '../../harness/define/fault.ts';
import { isRegistration, sendBefore } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 7591 §3.1: a registration is `application/json`. */
export default defineFault<FaultyClient>({
  says: 'sends a registration first whose body it does not call JSON',
  breaks: ['client.dcr.request-format'],
  install: (client) =>
    sendBefore(client, isRegistration, (request) => {
      const headers = new Headers(request.headers);
      headers.set('content-type', 'text/plain');
      return { ...request, headers };
    }),
});
