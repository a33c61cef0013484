import { defineFault } from '../../harness/define/fault.ts';
import { isRedemption } from '../reference/detours.ts';
import { checkEndpoint } from '../reference/document-checks.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { misread } from '../reference/misread.ts';

/** MCP communication security: codes and tokens do not cross a network in the clear. */
export default defineFault<FaultyClient>({
  says: 'sends codes to a token endpoint on a remote host without TLS',
  breaks: ['client.security.https-oauth-urls'],
  install: (client) => {
    let named: string | null = null;
    // The SDK (2.x) refuses to use such an endpoint.
    misread(client, 'server', (document) => {
      const endpoint = String(document['token_endpoint']);
      if (checkEndpoint(endpoint) === null) return;
      named = endpoint;
      document['token_endpoint'] = `${document['issuer']}/token`;
    });
    client.rewriteRequest = (request) => {
      if (named !== null && isRedemption(request)) request.url = named;
    };
  },
});
