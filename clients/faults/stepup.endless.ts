import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 step-up authorization flow: a few attempts. */
export default defineFault<FaultyClient>({
  says: 'steps up eight times for one operation',
  breaks: ['client.stepup.bounded'],
  install: (client) => {
    const { mayAuthorize } = client;
    client.mayAuthorize = (attempts, refusal) =>
      refusal === 'insufficient-scope' ? attempts < 8 : mayAuthorize(attempts, refusal);
  },
});
