import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { authorizationUrl, openBrowser, post, redirectUri, verifier } from './browser.test-support.ts';
import { type EmbeddedProvider, startEmbeddedProvider } from './index.ts';

const ada = { username: 'ada', password: 'correct horse' };
const resource = 'http://127.0.0.1:9/mcp';
const options = {
  users: [ada],
  resources: () => [resource],
  clients: [{ clientId: 'public', redirectUris: [redirectUri], name: 'Bobby <script>' }],
};

let provider: EmbeddedProvider;
beforeAll(async () => {
  provider = await startEmbeddedProvider(options);
});
afterAll(() => provider.close());

const keys = () => createLocalJWKSet({ keys: [provider.publicJwk] });
const redeem = (code: string | null) =>
  post(`${provider.issuer}/token`, {
    grant_type: 'authorization_code',
    client_id: 'public',
    code: code ?? '',
    redirect_uri: redirectUri,
    code_verifier: verifier,
    resource,
  });

describe('a flow', () => {
  it('signs in, asks for consent, and issues tokens for the resource', async () => {
    const url = authorizationUrl(provider.issuer, 'public', { resource });
    const { response, pages } = await openBrowser().authorize(url, ada);
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect(response.get('state')).toBe('st&te=ä');
    expect(response.get('iss')).toBe(provider.issuer);
    const { json, headers } = await redeem(response.get('code'));
    expect(headers['cache-control']).toBe('no-store');
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid mcp:tools' });
    const checks = { issuer: provider.issuer, audience: resource, typ: 'at+jwt' };
    const { payload } = await jwtVerify(String(json['access_token']), keys(), checks);
    expect(payload).toMatchObject({ sub: 'ada', client_id: 'public', scope: 'openid mcp:tools' });
  });

  it('shows the sign-in page again after a wrong password, with an error', async () => {
    const wrong = { ...ada, password: 'battery staple' };
    const url = authorizationUrl(provider.issuer, 'public');
    const { pages, response } = await openBrowser().authorize(url, wrong);
    expect(pages.at(-1)).toMatchObject({ status: 403, text: expect.stringContaining('is wrong') });
    expect(response.has('code')).toBe(false);
  });

  it('tells the client when the user denies', async () => {
    const url = authorizationUrl(provider.issuer, 'public');
    const { response } = await openBrowser().authorize(url, ada, 'deny');
    expect(Object.fromEntries(response)).toMatchObject({
      error: 'access_denied',
      state: 'st&te=ä',
      iss: provider.issuer,
    });
  });

  it('asks a public client for consent each time', async () => {
    const browser = openBrowser();
    const url = authorizationUrl(provider.issuer, 'public');
    await browser.authorize(url, ada);
    expect((await browser.authorize(url, ada)).pages).toHaveLength(1);
  });

  it('shows pages that cannot be framed or scripted, with everything escaped', async () => {
    const { pages } = await openBrowser().authorize(authorizationUrl(provider.issuer, 'public'), ada);
    for (const { headers, text } of pages) {
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(text).toContain('Bobby &lt;script&gt;');
      expect(text).not.toContain('<script');
    }
    expect(pages[1]?.text).toContain('runs on your own computer');
  });
});

describe('minted tokens', () => {
  it('are valid by default, and not with a foreign key or after expiry', async () => {
    const checks = { issuer: provider.issuer, audience: resource };
    const good = await provider.mint({ scope: 'mcp:write' });
    expect((await jwtVerify(good, keys(), checks)).payload).toMatchObject({ scope: 'mcp:write', sub: 'ada' });
    const foreign = await provider.mint({}, { key: 'foreign' });
    await expect(jwtVerify(foreign, keys(), checks)).rejects.toThrow('signature verification failed');
    const expired = await provider.mint({}, { expiresIn: -60 });
    await expect(jwtVerify(expired, keys(), checks)).rejects.toThrow('exp');
    const bare = await provider.mint({ aud: undefined }, { header: { typ: 'JWT' } });
    expect((await jwtVerify(bare, keys())).protectedHeader.typ).toBe('JWT');
  });
});

describe('several providers', () => {
  it('stand side by side and know nothing of each other', async () => {
    const other = await startEmbeddedProvider(options);
    const browser = openBrowser();
    const first = await browser.authorize(authorizationUrl(provider.issuer, 'public', { resource }), ada);
    const second = await browser.authorize(authorizationUrl(other.issuer, 'public', { resource }), ada);
    expect(second.pages).toHaveLength(2);
    expect(second.response.get('iss')).toBe(other.issuer);
    const again = await browser.authorize(authorizationUrl(provider.issuer, 'public', { resource }), ada);
    expect(again.pages).toHaveLength(1);
    await other.close();
    expect((await redeem(second.response.get('code'))).json['error']).toBe('invalid_grant');
    expect((await redeem(first.response.get('code'))).status).toBe(200);
  });

  it('leave nothing open when closed', async () => {
    const listening = () =>
      process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;
    const before = listening();
    const other = await startEmbeddedProvider(options);
    await openBrowser().send(`${other.issuer}/jwks`);
    await other.close();
    await other.close();
    await expect.poll(listening).toBe(before);
    await expect(openBrowser().send(`${other.issuer}/jwks`)).rejects.toThrow('ECONNREFUSED');
  });

  it('start without a word on the console', async () => {
    const said = (['log', 'info', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
    vi.resetModules();
    const { startEmbeddedProvider: startFresh } = await import('./index.ts');
    const quiet = await startFresh(options);
    await openBrowser().authorize(authorizationUrl(quiet.issuer, 'public'), ada);
    await quiet.close();
    expect(said.flatMap(({ mock }) => mock.calls)).toEqual([]);
    vi.restoreAllMocks();
  });
});
