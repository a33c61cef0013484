import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §5.1: the URL of the challenge leads to the document. */
export default defineFault<FaultyResourceServer>({
  says: 'names a metadata URL at which nothing stands',
  breaks: ['rs.prm.challenge-url-resolves'],
  install: (server) => {
    server.metadataUrl = (url) => `${url}/of-another-server`;
  },
});
