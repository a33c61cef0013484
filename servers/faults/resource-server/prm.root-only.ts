import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §3.1: the well-known URL has the path of the endpoint. */
export default defineFault<FaultyResourceServer>({
  says: 'publishes its metadata at the root only',
  breaks: ['rs.prm.served-at-well-known'],
  install: (server) => {
    server.metadataPaths = () => ['/.well-known/oauth-protected-resource'];
    server.metadataUrl = (url) => new URL('/.well-known/oauth-protected-resource', url).href;
  },
});
