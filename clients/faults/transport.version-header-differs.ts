import { defineFault } from '../../harness/define/fault.ts';
import { callBefore } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 streamable HTTP: the header is equal to the version in `_meta`. */
export default defineFault<FaultyClient>({
  says: 'sends a request first whose version header is not the version of its _meta',
  breaks: ['client.transport.version-header-on-every-post'],
  install: (client) => callBefore(client, (headers) => headers.set('mcp-protocol-version', '2025-11-25')),
});
