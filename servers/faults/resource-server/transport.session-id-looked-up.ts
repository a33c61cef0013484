import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';
import { setHeader } from '../../resource/reference/stateless-wire.ts';

/** MCP 2026-07-28 streamable HTTP: session ids are ignored. */
export default defineFault<FaultyResourceServer>({
  says: 'refuses session ids that it does not know on the stateless wire',
  breaks: ['rs.transport.legacy-session-traffic'],
  install: (server) => {
    server.statelessRequest = (request) => {
      if (request.headers['mcp-session-id'] !== undefined) setHeader(request, 'Content-Type', 'text/plain');
    };
  },
});
