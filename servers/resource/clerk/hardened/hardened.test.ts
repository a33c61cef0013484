import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ClerkStandIn, startClerkStandIn } from '../../../providers/clerk/stand-in/index.ts';
import { readSettings } from '../settings.ts';
import { readCredentials } from './credentials.ts';

let standIn: ClerkStandIn;
let keys: Record<string, string>;
const servers: Server[] = [];

beforeAll(async () => {
  standIn = await startClerkStandIn({
    tokenFormat: 'opaque',
    users: [{ username: 'ada@example.com', password: 'a long password' }],
  });
  keys = {
    CLERK_PUBLISHABLE_KEY: standIn.publishableKey,
    CLERK_SECRET_KEY: standIn.secretKey,
    CLERK_API_URL: standIn.apiUrl,
    CLERK_TELEMETRY_DISABLED: '1',
  };
  // Clerk's SDK keeps the first environment that it sees.
  for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value);
});

afterEach(async () => {
  standIn.setTrouble({});
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await standIn.stop();
});

/** Starts the app with further variables; answers with a way to call it. */
async function open(variables: Record<string, string> = {}) {
  const { hardenedApp } = await import('./app.ts');
  const server = createServer(hardenedApp(readSettings({ ...keys, ...variables })));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = (headers: Record<string, string>, init: RequestInit = {}) =>
    fetch(`${origin}/mcp`, {
      method: 'POST',
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
      ...init,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
    });
  const token = (claims: Record<string, unknown> = {}, options = {}) =>
    standIn.mint({ aud: variables['PUBLIC_URL'] ?? `${origin}/mcp`, ...claims }, options);
  return { origin, call, token };
}

describe('the hardened server', () => {
  it('answers 503 when the keys of JWTs cannot be had (waits for the retries of the SDK)', async () => {
    const { call, token } = await open();
    standIn.setTrouble({ failing: true });
    const authorization = `Bearer ${await token()}`;
    expect((await call({ authorization })).status).toBe(503);
    standIn.setTrouble({});
    expect((await call({ authorization })).status).toBe(200);
    const unknown = `Bearer ${await token({}, { header: { kid: 'ins_of_nobody' } })}`;
    expect((await call({ authorization: unknown })).status).toBe(401);
  });

  it('answers 503 and not 401 when Clerk cannot be asked, so that no good token is thrown away', async () => {
    const { call, token } = await open();
    const authorization = `Bearer ${await token({}, { opaque: true })}`;
    expect((await call({ authorization })).status).toBe(200);
    for (const trouble of [{ rateLimitedFor: 7 }, { failing: true }]) {
      standIn.setTrouble(trouble);
      const answer = await call({ authorization });
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
    }
  });

  it.each(['revoked', 'expired'] as const)(
    'refuses a token that the Backend API calls %s',
    async (reports) => {
      const { call, token } = await open();
      const authorization = `Bearer ${await token({}, { opaque: true })}`;
      standIn.setTrouble({ reports });
      const answer = await call({ authorization });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    },
  );

  it('asks for one scope more where a tool needs it, also in a batch', async () => {
    const { call, token } = await open();
    const tool = {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'get_clerk_user_metadata', arguments: {} },
    };
    const authorization = `Bearer ${await token()}`;
    for (const body of [tool, [tool]]) {
      const answer = await call({ authorization }, { body: JSON.stringify(body) });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('www-authenticate')).toContain('scope="email profile public_metadata"');
    }
    const wide = `Bearer ${await token({ scope: 'email profile public_metadata' })}`;
    expect((await call({ authorization: wide }, { body: JSON.stringify(tool) })).status).toBe(200);
  });

  it('lets web clients of allowed origins in, and no others', async () => {
    const { call } = await open({ ALLOWED_ORIGINS: 'https://inspector.example' });
    const preflight = await call({ origin: 'https://inspector.example' }, { method: 'OPTIONS', body: null });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://inspector.example');
    const refused = await call({ origin: 'https://inspector.example' });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate');
    expect((await call({ origin: 'https://attacker.example' })).status).toBe(403);
  });

  it('believes a proxy only when told', async () => {
    const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'mcp.example.com' };
    const trusting = await open({ TRUST_PROXY: 'true', ALLOWED_HOSTS: 'mcp.example.com' });
    expect((await trusting.call(forwarded)).headers.get('www-authenticate')).toContain(
      'resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp"',
    );
    const wary = await open({ ALLOWED_HOSTS: 'mcp.example.com' });
    expect((await wary.call(forwarded)).headers.get('www-authenticate')).toContain(
      `resource_metadata="${wary.origin}/`,
    );
    const unnamed = await open({ TRUST_PROXY: 'true' });
    expect((await unnamed.call(forwarded)).status).toBe(403);
    expect((await unnamed.call({})).status).toBe(403);
  });

  it('is what PUBLIC_URL says, whatever the request', async () => {
    const { call, token } = await open({ PUBLIC_URL: 'https://mcp.example.com/mcp' });
    expect((await call({ authorization: `Bearer ${await token()}` })).status).toBe(200);
    expect((await call({})).headers.get('www-authenticate')).toContain(
      '"https://mcp.example.com/.well-known/',
    );
  });

  it('says all that is missing at once, and no secret', () => {
    expect(() => readSettings({ PORT: 'x', PUBLIC_URL: 'mcp.example.com' })).toThrow(
      /CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY.*PORT.*PUBLIC_URL/,
    );
    expect(() => readSettings({ ...keys, HOST: '0.0.0.0' })).toThrow(/PUBLIC_URL where HOST is not loopback/);
    const wrong = { CLERK_PUBLISHABLE_KEY: 'pk_test_!', CLERK_SECRET_KEY: 'sk_test_hush' };
    expect(() => readSettings(wrong)).toThrow(/^(?!.*hush).*CLERK_PUBLISHABLE_KEY is not a publishable key/);
  });

  it.each([
    [[], 'none'],
    [['Basic YTpi'], 'none'],
    [['bearer abc'], 'token'],
    [['Bearer  abc'], 'token'],
    [['Bearer'], 'malformed'],
    [['Bearer a b'], 'malformed'],
    [['Bearer {}'], 'malformed'],
    [['Bearer a', 'Bearer b'], 'malformed'],
    [[''], 'malformed'],
  ])('reads %j as %s', (lines, kind) => {
    expect(readCredentials(lines).kind).toBe(kind);
  });
});
