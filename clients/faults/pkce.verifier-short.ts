import { defineFault } from '../../harness/define/fault.ts';
import { redeemInvented } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 7636 §4.1: 43 to 128 characters. */
export default defineFault<FaultyClient>({
  says: 'sends a code_verifier of eight characters',
  breaks: ['client.pkce.verifier-format'],
  install: (client) => redeemInvented(client, (form) => form.set('code_verifier', 'verifier')),
});
