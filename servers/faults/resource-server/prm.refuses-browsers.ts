import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP clients in a browser send an Origin with every request. */
export default defineFault<FaultyResourceServer>({
  says: 'refuses its metadata to requests with an Origin',
  breaks: ['rs.prm.public'],
  install: (server) => {
    const { sendMetadata } = server;
    server.sendMetadata = (response, document, request) => {
      if (request.headers.origin === undefined) return sendMetadata(response, document, request);
      response.status(403).end();
    };
  },
});
