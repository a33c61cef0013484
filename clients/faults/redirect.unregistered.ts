import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP open redirection: only redirect URIs that were registered. */
export default defineFault<FaultyClient>({
  says: 'tries a redirect URI first that it never registered',
  breaks: ['client.redirect.registered'],
  install: (client) =>
    tryFirst(client, ({ searchParams }) =>
      searchParams.set('redirect_uri', `${searchParams.get('redirect_uri')}/elsewhere`),
    ),
});
