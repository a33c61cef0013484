import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 scope selection strategy: the metadata second. */
export default defineFault<FaultyClient>({
  says: 'asks for no scope where the challenge names none',
  breaks: ['client.scope.falls-back-to-prm'],
  install: (client) => {
    const { chooseScope } = client;
    client.chooseScope = (sources) =>
      sources.challenged === null && sources.listed.length > 0 ? null : chooseScope(sources);
  },
});
