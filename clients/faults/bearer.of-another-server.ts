import { defineFault } from '../../harness/define/fault.ts';
import { callBefore } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP access token usage: tokens of the server\'s authorization server alone. */
export default defineFault<FaultyClient>({
  says: 'tries a token of another authorization server first',
  breaks: ['client.bearer.only-from-servers-as'],
  install: (client) =>
    callBefore(client, (headers) =>
      headers.set('authorization', 'Bearer token-of-another-authorization-server'),
    ),
});
