import { defineFault } from '../../harness/define/fault.ts';
import { redeemInvented } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 7636 §4.5: the verifier goes with the code. */
export default defineFault<FaultyClient>({
  says: 'sends a token request without code_verifier',
  breaks: ['client.pkce.sends-matching-verifier'],
  install: (client) => redeemInvented(client, (form) => form.delete('code_verifier')),
});
