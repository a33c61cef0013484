import { defineFault } from '../../harness/define/fault.ts';
import { isRegistration, sendBefore } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 refresh tokens: the grant is declared. */
export default defineFault<FaultyClient>({
  says: 'registers without the refresh_token grant first',
  breaks: ['client.refresh.declares-grant-type'],
  install: (client) => {
    sendBefore(client, isRegistration, (request) => ({
      ...request,
      body: (request.body ?? '').replace(',"refresh_token"', ''),
    }));
  },
});
