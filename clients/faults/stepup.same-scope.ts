import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 step-up authorization flow: the missing scope is asked for. */
export default defineFault<FaultyClient>({
  says: 'authorizes again with the same scopes',
  breaks: ['client.stepup.attempts'],
  install: (client) => {
    const { chooseScope } = client;
    client.chooseScope = (sources) =>
      sources.refusal === 'insufficient-scope' ? sources.requested.join(' ') : chooseScope(sources);
  },
});
