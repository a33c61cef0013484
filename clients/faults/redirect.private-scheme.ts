import { defineFault } from '../../harness/define/fault.ts';
import { isRegistration, tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

const uri = 'example.mcp-conformance.client:/callback';

/** RFC 8252 §7.1 allows private-use schemes, which the wording of MCP does not. */
export default defineFault<FaultyClient>({
  says: 'registers a redirect URI of a private-use scheme, too, and tries it first',
  breaks: ['client.redirect.loopback-or-https'],
  install: (client) => {
    client.rewriteRequest = (request) => {
      if (isRegistration(request))
        request.body = (request.body ?? '').replace('"redirect_uris":[', `$&"${uri}",`);
    };
    tryFirst(client, ({ searchParams }) => searchParams.set('redirect_uri', uri));
  },
});
