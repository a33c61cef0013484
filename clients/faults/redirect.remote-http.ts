import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP communication security: https, or http on loopback. Such a URI is refused at registration, too. */
export default defineFault<FaultyClient>({
  says: 'wants its codes at a remote host without TLS first',
  breaks: ['client.redirect.loopback-or-https', 'client.redirect.registered'],
  install: (client) =>
    tryFirst(client, ({ searchParams }) =>
      searchParams.set('redirect_uri', 'http://client.mcp-conformance.example/callback'),
    ),
});
