import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP canonical server URI: the most specific one. */
export default defineFault<FaultyClient>({
  says: 'names the origin of the server first',
  breaks: ['client.resource.most-specific'],
  install: (client) => {
    tryFirst(client, ({ searchParams }) =>
      searchParams.set('resource', new URL(searchParams.get('resource') ?? '').origin),
    );
  },
});
