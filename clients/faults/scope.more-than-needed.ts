import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP scope minimization: nothing beyond what is named. */
export default defineFault<FaultyClient>({
  says: 'asks for profile as well',
  breaks: ['client.scope.least-privilege'],
  install: (client) => {
    const { chooseScope } = client;
    client.chooseScope = (sources) => {
      const scope = chooseScope(sources);
      return scope === null ? null : `${scope} profile`;
    };
  },
});
