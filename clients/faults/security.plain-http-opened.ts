import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP communication security: https, save on loopback. */
export default defineFault<FaultyClient>({
  says: 'opens an authorization endpoint on a remote host without TLS',
  breaks: ['client.security.https-oauth-urls', 'client.security.authorization-url-scheme'],
  install: (client) => {
    const { checkAuthorizationUrl } = client;
    client.checkAuthorizationUrl = (url) => (url.protocol === 'http:' ? null : checkAuthorizationUrl(url));
  },
});
