import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 authorization code protection. */
export default defineFault<FaultyClient>({
  says: 'takes a missing code_challenge_methods_supported of OpenID Connect documents for S256',
  breaks: ['client.pkce.refuses-unadvertised-oidc'],
  install: (client) => {
    const { checkMetadata } = client;
    let alone = true;
    client.checkMetadata = (document, issuer, revision, foundAt) => {
      const isOpenId = foundAt.includes('openid-configuration');
      alone &&= isOpenId;
      const said = isOpenId && alone ? { code_challenge_methods_supported: ['S256'], ...document } : document;
      return checkMetadata(said, issuer, revision, foundAt);
    };
  },
});
