import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP communication security: what a client learns from metadata must not be anybody's to change. */
export default defineFault<FaultyResourceServer>({
  says: 'names its metadata by a URL on a remote host without TLS',
  provokes: ['client.security.https-oauth-urls'],
  install: (server) => {
    server.metadataUrl = (url) => `http://resource.mcp-conformance.example${new URL(url).pathname}`;
  },
});
