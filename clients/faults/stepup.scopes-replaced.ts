import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 step-up authorization flow: the union of scopes. */
export default defineFault<FaultyClient>({
  says: 'forgets what it asked for before when it steps up',
  breaks: ['client.stepup.union'],
  install: (client) => {
    const { chooseScope } = client;
    client.chooseScope = (sources) =>
      sources.refusal === 'insufficient-scope' ? sources.challenged : chooseScope(sources);
  },
});
