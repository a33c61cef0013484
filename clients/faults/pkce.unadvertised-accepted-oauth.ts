import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 authorization code protection. */
export default defineFault<FaultyClient>({
  says: 'takes a missing code_challenge_methods_supported of RFC 8414 documents for S256',
  breaks: ['client.pkce.refuses-unadvertised-oauth'],
  install: (client) => {
    const { checkMetadata } = client;
    client.checkMetadata = (document, issuer, revision, foundAt) =>
      checkMetadata(
        foundAt.includes('oauth-authorization-server')
          ? { code_challenge_methods_supported: ['S256'], ...document }
          : document,
        issuer,
        revision,
        foundAt,
      );
  },
});
