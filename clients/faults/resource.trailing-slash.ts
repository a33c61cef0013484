import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP canonical server URI: the form without a slash at the end. */
export default defineFault<FaultyClient>({
  says: 'names the resource with a slash at the end first',
  breaks: ['client.resource.no-trailing-slash'],
  install: (client) => {
    tryFirst(client, ({ searchParams }) => searchParams.set('resource', `${searchParams.get('resource')}/`));
  },
});
