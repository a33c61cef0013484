import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP canonical server URI: the resource is the MCP server. */
export default defineFault<FaultyClient>({
  says: 'asks for another server first',
  breaks: ['client.resource.identifies-server'],
  install: (client) => {
    tryFirst(client, ({ searchParams }) =>
      searchParams.set('resource', 'https://another.mcp-conformance.example/mcp'),
    );
  },
});
