import { defineFault } from '../../harness/define/fault.ts';
import { redeemInvented } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 7591 §3.2.1: the answer to a registration counts. */
export default defineFault<FaultyClient>({
  says: 'tries as a public client first where it was registered with a secret in the body',
  breaks: ['client.dcr.honours-returned-metadata'],
  install: (client) => redeemInvented(client, (form) => form.delete('client_secret')),
});
