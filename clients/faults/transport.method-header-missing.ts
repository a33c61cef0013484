import { defineFault } from '../../harness/define/fault.ts';
import { callBefore } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 streamable HTTP, standard request headers. */
export default defineFault<FaultyClient>({
  says: 'sends a request without Mcp-Method first',
  breaks: ['client.transport.request-metadata'],
  install: (client) => callBefore(client, (headers) => headers.delete('mcp-method')),
});
