import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 step-up authorization flow: the request is repeated. */
export default defineFault<FaultyClient>({
  says: 'does not repeat the request after it stepped up',
  breaks: ['client.stepup.retries-request'],
  install: (client) => {
    client.repeatsRequest = (refusal) => refusal !== 'insufficient-scope';
  },
});
