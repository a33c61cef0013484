import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ada, openFlow } from './flow.test-support.ts';
import { type ClerkStandIn, startClerkStandIn } from './index.ts';

const script = fileURLToPath(new URL('./sdk-server.test-support.mjs', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'clerk-sdk-'));
const resource = 'http://127.0.0.1:4000/mcp';
let standIn: ClerkStandIn;
let flow: ReturnType<typeof openFlow>;
let plain: { child: ChildProcess; origin: string };
let bound: { child: ChildProcess; origin: string };

/** Starts a server of Clerk's code; it knows the stand-in by environment variables only. */
async function startServer(audience?: string) {
  const child = fork(script, {
    env: {
      PATH: process.env['PATH'],
      CLERK_SECRET_KEY: standIn.secretKey,
      CLERK_PUBLISHABLE_KEY: standIn.publishableKey,
      CLERK_API_URL: standIn.apiUrl,
      CLERK_TELEMETRY_DISABLED: '1',
      NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem'),
      ...(audience ? { AUDIENCE: audience } : {}),
    },
    execArgv: [],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(message as number));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { child, origin: `http://127.0.0.1:${port}` };
}

async function whoami(server: { origin: string }, token: string, scheme = 'Bearer') {
  const response = await fetch(`${server.origin}/whoami`, {
    headers: { authorization: `${scheme} ${token}` },
  });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    reason: response.headers.get('x-clerk-auth-reason'),
    message: response.headers.get('x-clerk-auth-message'),
  };
}

/** Calls a tool of the server through @clerk/mcp-tools. */
function callMcp(server: { origin: string }, token: string | null) {
  return fetch(`${server.origin}/mcp`, {
    method: 'POST',
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'whoami', arguments: {} },
    }),
  });
}

const useJwt = (jwt: boolean) =>
  flow.backend('PATCH', '/v1/instance/oauth_application_settings', { oauth_jwt_access_tokens: jwt });

beforeAll(async () => {
  standIn = await startClerkStandIn({ users: [ada] });
  flow = openFlow(standIn);
  writeFileSync(path.join(folder, 'ca.pem'), standIn.ca);
  [plain, bound] = await Promise.all([startServer(), startServer(resource)]);
});

afterAll(async () => {
  plain?.child.kill();
  bound?.child.kill();
  flow?.close();
  await standIn?.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(standIn.unknownRequests()).toEqual([]);
});

afterEach(() => standIn.setTrouble({}));

describe.each(['jwt', 'opaque'] as const)("Clerk's own code, with %s access tokens", (format) => {
  let token: string;
  let clientId: string;

  beforeAll(async () => {
    await useJwt(format === 'jwt');
    ({ accessToken: token, clientId } = await flow.obtain());
  });

  it('accepts what the stand-in issued, and finds the user', async () => {
    expect(token).toMatch(format === 'jwt' ? /^ey[\w-]+\.[\w-]+\.[\w-]+$/ : /^oat_[0-9a-f]{32}$/);
    const { status, body } = await whoami(plain, token);
    expect(status).toBe(200);
    expect(body).toEqual({
      userId: standIn.users[0]?.id,
      clientId,
      scopes: ['profile', 'email'],
      email: ada.username,
    });
  });

  it('fails closed where an audience is configured: missing, foreign and right', async () => {
    expect((await whoami(bound, token)).status).toBe(401);
    const foreign = await flow.obtain({ resource: 'http://127.0.0.1:4000/other' });
    expect((await whoami(bound, foreign.accessToken)).status).toBe(401);
    expect((await whoami(plain, foreign.accessToken)).status).toBe(200);
    const right = await flow.obtain({ resource });
    expect((await whoami(bound, right.accessToken)).status).toBe(200);
  });

  it.each(['bearer', 'Basic'])('does not know the scheme %s', async (scheme) => {
    expect((await whoami(plain, token, scheme)).status).toBe(401);
  });

  it('takes a token that expired three seconds ago as JWT only, and none that expired ten seconds ago', async () => {
    standIn.setTrouble({ expiredFor: 3 });
    const recent = await flow.obtain();
    expect((await whoami(plain, recent.accessToken)).status).toBe(format === 'jwt' ? 200 : 401);
    standIn.setTrouble({ expiredFor: 10 });
    const old = await flow.obtain();
    expect((await whoami(plain, old.accessToken)).status).toBe(401);
  });

  it('answers an MCP call through @clerk/mcp-tools', async () => {
    const good = await callMcp(plain, token);
    expect(good.status).toBe(200);
    expect(await good.text()).toContain(ada.username);
    const none = await callMcp(plain, null);
    expect(none.status).toBe(401);
    expect(none.headers.get('www-authenticate')).toBe(
      `Bearer resource_metadata=${plain.origin}/.well-known/oauth-protected-resource/mcp`,
    );
  });
});

describe("Clerk's own code, on opaque tokens", () => {
  let token: string;
  beforeAll(async () => {
    await useJwt(false);
    ({ accessToken: token } = await flow.obtain());
  });

  it('refuses one that nobody issued', async () => {
    const { status, reason } = await whoami(plain, `oat_${'0'.repeat(32)}`);
    expect({ status, reason }).toEqual({ status: 401, reason: 'token-invalid' });
  });

  it('refuses one that was revoked, since verifying it is answered 404', async () => {
    const { clientId, accessToken } = await flow.obtain();
    expect((await whoami(plain, accessToken)).status).toBe(200);
    const revoked = await flow.post('/oauth/token/revoke', { token: accessToken, client_id: clientId });
    expect(revoked.status).toBe(200);
    expect((await whoami(plain, accessToken)).status).toBe(401);
  });

  it.each(['revoked', 'expired'] as const)('does not look at %s: true', async (reports) => {
    standIn.setTrouble({ reports });
    expect((await whoami(plain, token)).status).toBe(200);
  });

  it('takes a rate limit and a failure for a bad token, and tells of it in a header only', async () => {
    standIn.setTrouble({ rateLimitedFor: 3 });
    const limited = await whoami(plain, token);
    expect(limited).toMatchObject({ status: 401, message: expect.stringContaining('status=429') });
    standIn.setTrouble({ failing: true });
    const failing = await whoami(plain, token);
    expect(failing).toMatchObject({ status: 401, message: expect.stringContaining('status=500') });
  });

  it('cannot read JSON whose type says a charset', async () => {
    expect((await callMcp(plain, token)).status).toBe(200);
    standIn.setTrouble({ charset: true });
    expect((await callMcp(plain, token)).status).toBe(401);
  });
});

describe("Clerk's own code, on JWTs", () => {
  const mint = (claims: Record<string, unknown> = {}, options = {}) =>
    standIn.mint({ sub: standIn.users[0]?.id, ...claims }, options);

  it.each([
    ['of type at+jwt', {}, { header: { typ: 'at+jwt' } }],
    ['of type application/at+jwt', {}, { header: { typ: 'application/at+jwt' } }],
    ['of another issuer', { iss: 'https://issuer.example' }, {}],
    ['for another audience', { aud: 'https://other.example/mcp' }, {}],
    ['without scope', { scope: undefined }, {}],
  ])('accepts one %s', async (_, claims, options) => {
    expect((await whoami(plain, await mint(claims, options))).status).toBe(200);
  });

  it.each([
    ['of type JWT', {}, { header: { typ: 'JWT' } }],
    ['signed by another key', {}, { key: 'foreign' }],
    ['under a key id that no key set has', {}, { header: { kid: 'ins_nobody' } }],
  ])('refuses one %s', async (_, claims, options) => {
    expect((await whoami(plain, await mint(claims, options))).status).toBe(401);
  });

  it('refuses one without client_id in @clerk/mcp-tools only', async () => {
    const token = await mint({ client_id: undefined });
    expect((await whoami(plain, token)).status).toBe(200);
    expect((await callMcp(plain, await mint())).status).toBe(200);
    expect((await callMcp(plain, token)).status).toBe(401);
  });

  it.each(['a.b.c', 'ak_something', 'nothing-at-all'])('refuses %s', async (token) => {
    expect((await whoami(plain, token)).status).toBe(401);
  });

  it('refuses those of an instance whose keys are not found', async () => {
    await useJwt(true);
    standIn.setTrouble({ foreignKeyId: true });
    const { accessToken } = await flow.obtain();
    expect((await whoami(plain, accessToken)).status).toBe(401);
  });
});

describe("Clerk's own documents", () => {
  it('name the stand-in as the authorization server, derived from the publishable key', async () => {
    const prm = await fetch(`${plain.origin}/.well-known/oauth-protected-resource/mcp`);
    expect(await prm.json()).toMatchObject({
      resource: `${plain.origin}/mcp`,
      authorization_servers: [standIn.issuer],
      scopes_supported: ['profile', 'email'],
    });
    const metadata = await fetch(`${plain.origin}/.well-known/oauth-authorization-server`);
    expect(await metadata.json()).toMatchObject({ issuer: standIn.issuer });
  });
});
