import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §5.1: the parameter is a URL, and clients resolve it against nothing. */
export default defineFault<FaultyResourceServer>({
  says: 'names its metadata by a relative path',
  breaks: ['rs.challenge.resource-metadata', 'rs.prm.challenge-url-resolves'],
  install: (server) => {
    server.metadataUrl = (url) => new URL(url).pathname;
  },
});
