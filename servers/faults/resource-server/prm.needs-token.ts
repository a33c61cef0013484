import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-06-18: the metadata is read before there is a token. */
export default defineFault<FaultyResourceServer>({
  says: 'asks for a token before it shows its metadata',
  breaks: ['rs.prm.public', 'rs.prm.discoverable'],
  install: (server) => {
    const { sendMetadata } = server;
    server.sendMetadata = (response, document, request) => {
      if (request.headers.authorization) return sendMetadata(response, document, request);
      response.status(401).set('WWW-Authenticate', 'Bearer scope="mcp:tools"').end();
    };
  },
});
