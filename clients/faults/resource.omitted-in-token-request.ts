import { defineFault } from '../../harness/define/fault.ts';
import { redeemInvented } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 8707 §2.2; MCP: resource in every token request. */
export default defineFault<FaultyClient>({
  says: 'sends a token request without resource',
  breaks: ['client.resource.in-token-request'],
  install: (client) => redeemInvented(client, (form) => form.delete('resource')),
});
