import { defineFault } from '../../harness/define/fault.ts';
import { isRegistration } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 application type and redirect URI constraints. */
export default defineFault<FaultyClient>({
  says: 'registers without an application_type',
  breaks: ['client.dcr.application-type-present'],
  install: (client) => {
    client.rewriteRequest = (request) => {
      if (isRegistration(request))
        request.body = (request.body ?? '').replace(/,"application_type":"[a-z]*"/, '');
    };
  },
});
