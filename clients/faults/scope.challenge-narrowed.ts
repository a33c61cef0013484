import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25: the challenge counts, whatever is listed. */
export default defineFault<FaultyClient>({
  says: 'asks for nothing that scopes_supported does not list',
  breaks: ['client.scope.no-set-assumption'],
  install: (client) => {
    const { chooseScope } = client;
    client.chooseScope = (sources) => {
      const { challenged, listed, refusal } = sources;
      const overlap = (challenged ?? '').split(' ').some((scope) => listed.includes(scope));
      const isNarrowed = challenged !== null && !overlap && refusal === 'unauthorized';
      return isNarrowed ? listed.join(' ') : chooseScope(sources);
    };
  },
});
