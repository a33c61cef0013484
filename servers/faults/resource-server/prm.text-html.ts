import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §3.2: the document is application/json. */
export default defineFault<FaultyResourceServer>({
  says: 'serves its metadata as text/html',
  breaks: ['rs.prm.http-200-json'],
  install: (server) => {
    server.sendMetadata = (response, document) => {
      response.type('html').send(JSON.stringify(document));
    };
  },
});
