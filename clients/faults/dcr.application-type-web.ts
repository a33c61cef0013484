import { defineFault } from '../../harness/define/fault.ts';
import { isRegistration, sendBefore } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** OpenID Connect Registration §2: loopback redirect URIs belong to native applications. */
export default defineFault<FaultyClient>({
  says: 'tries to register as a web application first, though it listens on loopback',
  breaks: ['client.dcr.application-type-fits'],
  install: (client) =>
    sendBefore(client, isRegistration, (request) => ({
      ...request,
      body: (request.body ?? '').replace('"native"', '"web"'),
    })),
});
