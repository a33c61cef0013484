import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 8707 §2.1; MCP: resource in every authorization request. */
export default defineFault<FaultyClient>({
  says: 'tries without resource first',
  breaks: ['client.resource.in-authorization-request'],
  install: (client) => tryFirst(client, ({ searchParams }) => searchParams.delete('resource')),
});
