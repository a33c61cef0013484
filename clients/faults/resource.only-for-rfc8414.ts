import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP: sent whatever the authorization server supports. */
export default defineFault<FaultyClient>({
  says: 'leaves the resource out where only an OpenID Connect document was found',
  breaks: ['client.resource.sent-unconditionally', 'client.resource.in-authorization-request'],
  install: (client) => {
    let isOpenId = false;
    const { checkMetadata } = client;
    client.checkMetadata = (document, issuer, revision, foundAt) => {
      isOpenId = foundAt.includes('openid-configuration');
      return checkMetadata(document, issuer, revision, foundAt);
    };
    client.rewriteAuthorizationUrl = ({ searchParams }) => {
      if (isOpenId) searchParams.delete('resource');
    };
  },
});
