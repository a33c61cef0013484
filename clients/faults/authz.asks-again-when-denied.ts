import { defineFault } from '../../harness/define/fault.ts';
import { tryAgain } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §4.1.2.1: access_denied ends the flow. */
export default defineFault<FaultyClient>({
  says: 'opens the authorization request again when the user denied it',
  breaks: ['client.authz.stops-on-error-response'],
  install: (client) => tryAgain(client, 'access_denied', () => undefined),
});
