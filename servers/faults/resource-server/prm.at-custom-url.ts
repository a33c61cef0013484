import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §5.1: the challenge says where the metadata is. */
export default defineFault<FaultyResourceServer>({
  says: 'publishes its metadata where only the challenge says, and decoys at the well-known URLs',
  provokes: ['client.prm.uses-challenge-url', 'client.challenge.tolerates-syntax-variants'],
  install: (server) => {
    const { metadataPaths } = server;
    server.metadataPaths = (endpoint) => [
      '/meta/of-this-server',
      ...metadataPaths(endpoint),
      '/.well-known/oauth-protected-resource',
    ];
    server.metadataUrl = (url) => new URL('/meta/of-this-server', url).href;
    server.metadata = (document, { path }) => {
      if (path !== '/meta/of-this-server')
        document['authorization_servers'] = [new URL('/trap', String(document['resource'])).href];
    };
  },
});
