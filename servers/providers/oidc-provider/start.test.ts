import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizationUrl, openBrowser, post, verifier } from './browser.test-support.ts';
import type { EmbeddedProvider } from './index.ts';
import { startEmbeddedProvider } from './index.ts';

const ada = { username: 'ada', password: 'correct horse' };
const resource = 'http://127.0.0.1:9/mcp';
const redirectUris = ['http://127.0.0.1:33418/callback'];

let provider: EmbeddedProvider;
beforeAll(async () => {
  provider = await startEmbeddedProvider({
    users: [ada],
    resources: () => [resource],
    clients: [
      { clientId: 'public', redirectUris, name: 'Public <client>' },
      { clientId: 'confidential', clientSecret: 's3cret', redirectUris },
    ],
  });
});
afterAll(() => provider.close());

async function redeem(code: string, extra: Record<string, string> = {}) {
  return post(`${provider.issuer}/token`, {
    grant_type: 'authorization_code',
    client_id: 'public',
    code,
    redirect_uri: redirectUris[0] ?? '',
    code_verifier: verifier,
    ...extra,
  });
}

describe('a whole flow', () => {
  it('signs in, asks for consent and issues tokens for the resource', async () => {
    const browser = openBrowser();
    const url = authorizationUrl(provider.issuer, 'public', { resource });
    const { response, pages } = await browser.authorize(url, ada);
    expect(pages).toHaveLength(2);
    expect(response.get('state')).toBe('st&te=ä');
    expect(response.get('iss')).toBe(provider.issuer);
    const { json, headers } = await redeem(response.get('code') ?? '', { resource });
    expect(headers['cache-control']).toBe('no-store');
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid mcp:tools' });
    const keys = createLocalJWKSet({ keys: [provider.publicJwk] });
    const { payload } = await jwtVerify(String(json['access_token']), keys, {
      issuer: provider.issuer,
      audience: resource,
      typ: 'at+jwt',
    });
    expect(payload).toMatchObject({ sub: 'ada', client_id: 'public', scope: 'openid mcp:tools' });
    const refreshed = await post(`${provider.issuer}/token`, {
      grant_type: 'refresh_token',
      client_id: 'public',
      refresh_token: String(json['refresh_token']),
      resource,
    });
    expect(refreshed.json['refresh_token']).not.toBe(json['refresh_token']);
  });
});
