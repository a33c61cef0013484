import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  authorizationUrl,
  openBrowser,
  post,
  postJson,
  redirectUri,
  verifier,
} from './browser.test-support.ts';
import { type EmbeddedProvider, startEmbeddedProvider } from './index.ts';

const ada = { username: 'ada', password: 'correct horse' };
const resource = 'http://127.0.0.1:9/mcp';
const documentUrl = 'https://clients.example/app.json';
const documents = new Map<string, unknown>();

let provider: EmbeddedProvider;
beforeAll(async () => {
  provider = await startEmbeddedProvider({
    users: [ada],
    resources: () => [resource],
    clients: [{ clientId: 'public', redirectUris: [redirectUri] }],
    metadataDocuments: async (url) =>
      documents.has(url) ? Response.json(documents.get(url)) : new Response(null, { status: 404 }),
  });
});
afterAll(() => provider.close());

const authorize = (changes: Record<string, string | null> = {}, clientId = 'public') =>
  openBrowser().authorize(authorizationUrl(provider.issuer, clientId, changes), ada);

const redeem = (code: string | null, changes: Record<string, string> = {}) =>
  post(`${provider.issuer}/token`, {
    grant_type: 'authorization_code',
    client_id: 'public',
    code: code ?? '',
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...changes,
  });

describe('authorization requests', () => {
  it.each([
    ['no challenge', { code_challenge: null, code_challenge_method: null }],
    ['plain', { code_challenge_method: 'plain' }],
    ['no method', { code_challenge_method: null }],
    ['an unknown method', { code_challenge_method: 'S512' }],
  ])('are refused with %s', async (_what, changes) => {
    expect((await authorize(changes)).response.get('error')).toBe('invalid_request');
  });

  it('that are faulty take nobody to the client before signing in', async () => {
    const url = authorizationUrl(provider.issuer, 'public', { response_type: 'nonsense' });
    const first = await openBrowser().send(url);
    expect(first).toMatchObject({ status: 200, location: '' });
    expect(first.text).toContain('name="password"');
    const { response, pages } = await openBrowser().authorize(url, ada);
    expect(pages).toHaveLength(1);
    expect(response.get('error')).toBe('unsupported_response_type');
    const wrong = await openBrowser().authorize(url, { ...ada, password: 'wrong' });
    expect(wrong.response.get('error')).toBeNull();
  });

  it('with prompt=none are answered at once', async () => {
    const url = authorizationUrl(provider.issuer, 'public', { prompt: 'none' });
    expect((await openBrowser().send(url)).location).toContain('error=login_required');
  });

  it('with an unknown client or redirect URI end on a page of ours', async () => {
    for (const [clientId, changes] of [
      ['nobody', {}],
      ['public', { redirect_uri: 'https://attacker.example/callback' }],
    ] as const) {
      const { answer } = await authorize(changes, clientId);
      expect(answer).toMatchObject({ status: 400, location: '' });
      expect(answer.headers['x-frame-options']).toBe('DENY');
    }
  });

  it('may vary the port of a loopback address, and nothing else', async () => {
    const other = await authorize({ redirect_uri: 'http://127.0.0.1:49152/callback' });
    expect(other.response.has('code')).toBe(true);
    const path = await authorize({ redirect_uri: 'http://127.0.0.1:49152/elsewhere' });
    expect(path.answer.status).toBe(400);
  });

  it('without scope mean the MCP tools', async () => {
    const { response } = await authorize({ scope: null });
    expect((await redeem(response.get('code'))).json).toMatchObject({ scope: 'mcp:tools' });
  });

  it('share nothing across origins', async () => {
    const url = authorizationUrl(provider.issuer, 'public');
    const { headers } = await openBrowser().send(url, undefined, { origin: 'https://attacker.example' });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('resources', () => {
  it('are known in any letter case of scheme and host', async () => {
    const { response } = await authorize({ resource: 'HTTP://127.0.0.1:9/mcp' });
    expect((await redeem(response.get('code'), { resource })).status).toBe(200);
  });

  it.each(['http://127.0.0.1:9/MCP', 'https://other.example/mcp', '/mcp', `${resource}#part`])(
    'such as %s are an invalid_target',
    async (unknown) => {
      expect((await authorize({ resource: unknown })).response.get('error')).toBe('invalid_target');
    },
  );
});

describe('codes and refresh tokens', () => {
  it('are redeemed once when two requests race', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { response } = await authorize();
      const answers = await Promise.all([1, 2, 3].map(() => redeem(response.get('code'))));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    }
  });

  it('die with the replay of their code', async () => {
    const { response } = await authorize();
    const { json } = await redeem(response.get('code'));
    await redeem(response.get('code'));
    const refreshed = await post(`${provider.issuer}/token`, {
      grant_type: 'refresh_token',
      client_id: 'public',
      refresh_token: String(json['refresh_token']),
    });
    expect(refreshed).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });

  it('are refused as JSON even to a browser', async () => {
    const answer = await post(
      `${provider.issuer}/token`,
      { grant_type: 'authorization_code', client_id: 'public', code: 'unknown', redirect_uri: redirectUri },
      { accept: 'text/html' },
    );
    expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });
});

describe('registration', () => {
  const register = (changes: object) =>
    postJson(`${provider.issuer}/register`, { redirect_uris: [redirectUri], client_name: 'App', ...changes });

  it('takes a public client and gives it no secret', async () => {
    const { status, json } = await register({ token_endpoint_auth_method: 'none', x_unknown: 1 });
    expect(status).toBe(201);
    expect(json).toMatchObject({ grant_types: ['authorization_code', 'refresh_token'] });
    expect(json).not.toHaveProperty('client_secret');
  });

  it.each(['http://remote.example/cb', '/cb', 'javascript:alert(1)', 'https://app.example/cb#part'])(
    'refuses %s',
    async (uri) => {
      const { status, json } = await register({ redirect_uris: [uri] });
      expect(status).toBe(400);
      expect(json['error']).toBe('invalid_redirect_uri');
    },
  );
});

describe('metadata documents', () => {
  const valid = {
    client_id: documentUrl,
    client_name: 'Remote app',
    redirect_uris: ['https://app.example/callback'],
    token_endpoint_auth_method: 'none',
  };
  const ask = (clientId = documentUrl) =>
    authorize({ redirect_uri: 'https://app.example/callback' }, clientId);

  it('are refused without a name, and looked at again once they have one', async () => {
    documents.set(documentUrl, { ...valid, client_name: undefined });
    expect((await ask()).answer.status).toBe(400);
    documents.set(documentUrl, valid);
    const { response, pages } = await ask();
    expect(response.has('code')).toBe(true);
    expect(pages[1]?.text).toMatch(/clients\.example[\s\S]*app\.example/);
    expect(pages[1]?.text).not.toContain('runs on your own computer');
  });

  it.each(['https://clients.example', 'http://clients.example/app.json', `${documentUrl}#part`])(
    'are not fetched from %s',
    async (url) => {
      documents.set(url, { ...valid, client_id: url });
      expect((await ask(url)).answer.status).toBe(400);
    },
  );
});

describe('metadata', () => {
  it('names endpoints of the issuer, whatever the Host header says', async () => {
    const text = await new Promise<string>((resolve) => {
      const url = `${provider.issuer}/.well-known/oauth-authorization-server`;
      request(url, { headers: { host: 'attacker.example' } }, async (answer) => {
        let body = '';
        for await (const chunk of answer) body += chunk;
        resolve(body);
      }).end();
    });
    expect(text).not.toContain('attacker');
    expect(JSON.parse(text)).toMatchObject({
      issuer: provider.issuer,
      token_endpoint: `${provider.issuer}/token`,
    });
  });

  it('of an issuer with a path is where RFC 8414 and OpenID Connect look for it', async () => {
    const tenant = await startEmbeddedProvider({
      users: [ada],
      resources: () => [resource],
      clients: [{ clientId: 'public', redirectUris: [redirectUri] }],
      faults: [
        {
          says: '',
          breaks: [],
          provokes: [],
          install: (part: { moveTo(path: string): void }) => part.moveTo('/tenant1'),
        } as never,
      ],
    });
    const origin = new URL(tenant.issuer).origin;
    const browser = openBrowser();
    for (const path of [
      '/.well-known/oauth-authorization-server/tenant1',
      '/.well-known/openid-configuration/tenant1',
      '/tenant1/.well-known/openid-configuration',
    ]) {
      const { text } = await browser.send(origin + path);
      expect(JSON.parse(text)).toMatchObject({
        issuer: `${origin}/tenant1`,
        authorization_endpoint: `${origin}/tenant1/authorize`,
      });
    }
    expect((await browser.send(`${origin}/.well-known/oauth-authorization-server`)).status).toBe(404);
    const { response } = await browser.authorize(authorizationUrl(tenant.issuer, 'public'), ada);
    expect(response.get('iss')).toBe(tenant.issuer);
    await tenant.close();
  });
});
