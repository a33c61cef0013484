import { defineFault } from '../../harness/define/fault.ts';
import { isRepeatable, sendBefore } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §4.1.3: the redirect_uri is repeated as it was. */
export default defineFault<FaultyClient>({
  says: 'redeems with another redirect_uri first, and with the right one when that is refused',
  breaks: ['client.token.redirect-uri-identical', 'client.token.code-used-once'],
  install: (client) => {
    sendBefore(client, isRepeatable, (request) => {
      const form = new URLSearchParams(request.body ?? '');
      form.set('redirect_uri', `${form.get('redirect_uri')}/altered`);
      return { ...request, body: form.toString() };
    });
  },
});
