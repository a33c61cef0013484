import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28 streamable HTTP: there are no streams to open. */
export default defineFault<FaultyResourceServer>({
  says: 'opens a stream for GET on the stateless wire',
  breaks: ['rs.transport.legacy-session-traffic'],
  install: (server) => {
    server.intercept = (request, response) => {
      const isStream =
        request.method === 'GET' && request.path === '/mcp' && 'authorization' in request.headers;
      if (isStream) response.type('text/event-stream').send(': open\n\n');
      return isStream;
    };
  },
});
