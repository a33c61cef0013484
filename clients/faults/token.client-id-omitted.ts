import { defineFault } from '../../harness/define/fault.ts';
import { redeemInvented } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §3.2.1: a public client names itself. */
export default defineFault<FaultyClient>({
  says: 'sends a token request without client_id',
  breaks: ['client.token.public-sends-client-id'],
  install: (client) => redeemInvented(client, (form) => form.delete('client_id')),
});
