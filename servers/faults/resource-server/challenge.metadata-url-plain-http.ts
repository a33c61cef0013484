import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §3: metadata travels over TLS. The address is the machine's own in a spelling that is not loopback by name. */
export default defineFault<FaultyResourceServer>({
  says: 'names its metadata by a plain http URL',
  breaks: ['rs.prm.https'],
  install: (server) => {
    const host = (url: string) => `[::ffff:127.0.0.1]:${new URL(url).port}`;
    server.metadataUrl = (url) => `http://${host(url)}${new URL(url).pathname}`;
    server.intercept = ({ headers }) => {
      if (headers.host?.startsWith('[::ffff:')) headers.host = 'localhost';
      return false;
    };
  },
});
