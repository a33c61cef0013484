import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 refresh tokens: offline_access only where it is listed. */
export default defineFault<FaultyClient>({
  says: 'asks for offline_access whether it is listed or not',
  breaks: ['client.refresh.offline-access-when-listed'],
  install: (client) => {
    const { chooseScope } = client;
    client.chooseScope = (sources) => {
      const scope = chooseScope(sources);
      return scope === null || scope.includes('offline_access') ? scope : `${scope} offline_access`;
    };
  },
});
