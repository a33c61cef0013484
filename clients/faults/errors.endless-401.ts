import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP error handling: a few attempts. */
export default defineFault<FaultyClient>({
  says: 'sends the user to sign in eight times for one operation',
  breaks: ['client.errors.bounded-401-retries'],
  install: (client) => {
    const { mayAuthorize } = client;
    client.mayAuthorize = (attempts, refusal) =>
      refusal === 'unauthorized' ? attempts < 8 : mayAuthorize(attempts, refusal);
  },
});
