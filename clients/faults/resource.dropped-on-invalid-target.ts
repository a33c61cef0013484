import { defineFault } from '../../harness/define/fault.ts';
import { tryAgain } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP: an error is no reason to leave the resource out. */
export default defineFault<FaultyClient>({
  says: 'asks again without resource after invalid_target',
  breaks: ['client.resource.not-dropped-on-invalid-target', 'client.resource.in-authorization-request'],
  install: (client) =>
    tryAgain(client, 'invalid_target', ({ searchParams }) => searchParams.delete('resource')),
});
