import * as sdk2 from '@modelcontextprotocol/client';
import * as sdk1 from '@modelcontextprotocol/sdk/client/auth.js';
import { describe, expect, it } from 'vitest';

const server = 'https://resource.mcp-conformance.example/mcp';
const metadataUrl = 'http://resource.mcp-conformance.example/.well-known/oauth-protected-resource/mcp';
const issuer = 'http://provider.mcp-conformance.example';

const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
};

/** A `fetch` that answers with one document, and the URLs that it was asked for. */
function answering(document: Record<string, unknown>) {
  const asked: string[] = [];
  const fetch = async (url: string | URL) => {
    asked.push(String(url));
    return Response.json(document);
  };
  return { asked, fetch };
}

describe.each([
  ['@modelcontextprotocol/sdk 1', sdk1],
  ['@modelcontextprotocol/client 2', sdk2],
] as const)('%s', (_name, sdk) => {
  it('fetches resource metadata from a remote host without TLS', async () => {
    const { asked, fetch } = answering({ resource: server, authorization_servers: [issuer] });
    await sdk.discoverOAuthProtectedResourceMetadata(server, { resourceMetadataUrl: metadataUrl }, fetch);
    expect(asked).toEqual([metadataUrl]);
  });

  it('fetches authorization server metadata from a remote host without TLS', async () => {
    const { asked, fetch } = answering(metadata);
    await sdk.discoverAuthorizationServerMetadata(issuer, { fetchFn: fetch });
    expect(asked).toEqual([`${issuer}/.well-known/oauth-authorization-server`]);
  });

  it('names an authorization endpoint without TLS to the application', async () => {
    const { authorizationUrl } = await sdk.startAuthorization(issuer, {
      metadata,
      clientInformation: { client_id: 'a-client' },
      redirectUrl: 'http://127.0.0.1/callback',
    });
    expect(authorizationUrl.origin).toBe(issuer);
  });
});

describe('a token endpoint on a remote host without TLS', () => {
  const redemption = {
    metadata,
    clientInformation: { client_id: 'a-client' },
    authorizationCode: 'a-code',
    codeVerifier: 'v'.repeat(43),
    redirectUri: 'http://127.0.0.1/callback',
  };

  it('gets the code from @modelcontextprotocol/sdk 1', async () => {
    const { asked, fetch } = answering({ access_token: 'a-token', token_type: 'Bearer' });
    await sdk1.exchangeAuthorization(issuer, { ...redemption, fetchFn: fetch });
    expect(asked).toEqual([`${issuer}/token`]);
  });

  it('gets nothing from @modelcontextprotocol/client 2', async () => {
    const { asked, fetch } = answering({ access_token: 'a-token', token_type: 'Bearer' });
    const redeemed = sdk2.exchangeAuthorization(issuer, { ...redemption, fetchFn: fetch });
    await expect(redeemed).rejects.toThrow(sdk2.InsecureTokenEndpointError);
    expect(asked).toEqual([]);
  });
});
