import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 scope selection strategy: without scopes the parameter is left out. */
export default defineFault<FaultyClient>({
  says: 'asks for mcp:tools where nobody names a scope',
  breaks: ['client.scope.omits-when-unknown'],
  install: (client) => {
    const { chooseScope } = client;
    client.chooseScope = (sources) => chooseScope(sources) ?? 'mcp:tools';
  },
});
