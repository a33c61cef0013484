import { defineFault } from '../../harness/define/fault.ts';
import { isRefresh } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 8707 §2.2: a refresh is a token request. */
export default defineFault<FaultyClient>({
  says: 'refreshes without resource',
  breaks: ['client.resource.in-refresh-request'],
  install: (client) => {
    client.rewriteRequest = (request) => {
      if (!isRefresh(request)) return;
      const form = new URLSearchParams(request.body ?? '');
      form.delete('resource');
      request.body = form.toString();
    };
  },
});
