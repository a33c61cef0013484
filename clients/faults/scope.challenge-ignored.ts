import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 scope selection strategy: the challenge first. */
export default defineFault<FaultyClient>({
  says: 'asks for the scopes of the metadata where the challenge names one of them',
  breaks: ['client.scope.uses-challenge'],
  install: (client) => {
    const { chooseScope } = client;
    client.chooseScope = (sources) => {
      const { challenged, listed, refusal } = sources;
      const overlap = (challenged ?? '').split(' ').some((scope) => listed.includes(scope));
      return overlap && refusal === 'unauthorized' ? listed.join(' ') : chooseScope(sources);
    };
  },
});
