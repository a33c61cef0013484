import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbackFor } from '../../harness/sign-in/callback.test-support.ts';
import { freePort } from '../../harness/testbed/free-port.ts';
import { openConnections, openHttp } from '../../harness/trace/open-http.ts';
import { Trace } from '../../harness/trace/trace.ts';
import { startEmbeddedProvider } from '../../servers/providers/oidc-provider/index.ts';
import { jwtTokenVerifier, startResourceServer } from '../../servers/resource/reference/index.ts';
import { startWebClient, type WebClient, type WebClientOptions } from './index.ts';
import { hasRedis, startRedis } from './stores/redis.test-support.ts';
import { leftOf, pageOf, type SeenPage, Visitor } from './visitor.test-support.ts';

const ada = { username: 'ada', password: 'correct horse' };
const folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-keeping-'));
const connections = openConnections();
/** Access tokens that the MCP server was shown, and those that it takes no more. */
const shown = new Set<string>();
const ended = new Set<string>();
const running: WebClient[] = [];

let provider: Awaited<ReturnType<typeof startEmbeddedProvider>>;
let server: Awaited<ReturnType<typeof startResourceServer>>;

beforeAll(async () => {
  provider = await startEmbeddedProvider({ users: [ada], resources: () => [] });
  const verify = jwtTokenVerifier({ issuer: provider.issuer, fetch });
  server = await startResourceServer({
    revisions: ['2026-07-28'],
    issuer: provider.issuer,
    verifyToken: async (token) => {
      shown.add(token);
      if (ended.has(token)) throw new Error('the token has ended');
      return verify(token);
    },
  });
});
afterAll(async () => {
  for (const client of running) await client.close();
  await server.close();
  await provider.close();
  connections.close();
  rmSync(folder, { recursive: true, force: true });
});

async function launch(options: WebClientOptions): Promise<WebClient> {
  const client = await startWebClient({ port: 0, ...options });
  running.push(client);
  return client;
}

async function connect(visitor: Visitor): Promise<SeenPage> {
  return pageOf(await visitor.open(await callbackFor(leftOf(await visitor.begin(server.url)), ada)));
}

const whoami = async (visitor: Visitor, seen: SeenPage) => {
  const asked = pageOf(await visitor.press(seen, 'Call whoami'));
  return asked.term('Result of whoami', 'User id') ?? asked.alert;
};

describe('what the web client keeps', () => {
  it('writes refreshed tokens back: another process goes on with them, and two at once spend one refresh token', async () => {
    const store = { kind: 'file', path: path.join(folder, 'sessions') } as const;
    const first = await launch({ store });
    const visitor = new Visitor(first.url);
    const connected = await connect(visitor);
    expect(await whoami(visitor, connected)).toBe('ada');

    for (const token of shown) ended.add(token);
    const before = shown.size;
    const both = await Promise.all([whoami(visitor, connected), whoami(visitor, connected)]);
    expect(both).toEqual(['ada', 'ada']);
    expect(shown.size).toBe(before + 1);

    // The port is another one, as far as cookies are concerned the client is the same.
    const second = await launch({ store });
    const moved = new Visitor(second.url);
    await moved.jar.setCookie(await visitor.jar.getCookieString(first.url), second.url);
    const again = pageOf(await moved.open('/'));
    expect(await whoami(moved, again)).toBe('ada');
    expect(shown.size).toBe(before + 1);
    // Only who has the rotated refresh token can do this once more.
    for (const token of shown) ended.add(token);
    expect(await whoami(moved, again)).toBe('ada');
    expect(shown.size).toBe(before + 2);
  });

  it('leaves nothing readable in the store, neither tokens nor the way to a session', async () => {
    const own = path.join(folder, 'sealed');
    const client = await launch({ store: { kind: 'file', path: own } });
    const visitor = new Visitor(client.url);
    await connect(visitor);
    const cookie = (await visitor.jar.getCookieString(client.url)).split('=')[1] ?? '';
    const kept = readdirSync(own).map((name) => name + readFileSync(path.join(own, name), 'utf8'));
    expect(kept.length).toBeGreaterThan(0);
    for (const word of [cookie, 'access_token', 'whoami', server.url, ...shown])
      expect(kept.join('\n')).not.toContain(word);
  });

  it('forgets a session that nobody uses', async () => {
    const client = await launch({ sessionLifeMs: 4_000 });
    const visitor = new Visitor(client.url);
    expect((await connect(visitor)).heading).toBe('Connected');
    await new Promise((resolve) => setTimeout(resolve, 4_200));
    expect(pageOf(await visitor.open('/')).heading).toBe('Connect to an MCP server');
  });

  it('ends the session for every copy of its cookie when the user disconnects', async () => {
    const client = await launch({});
    const visitor = new Visitor(client.url);
    const connected = await connect(visitor);
    const cookie = await visitor.jar.getCookieString(client.url);
    await visitor.press(connected, 'Disconnect');
    const thief = new Visitor(client.url);
    await thief.jar.setCookie(cookie, client.url);
    expect(pageOf(await thief.open('/')).heading).toBe('Connect to an MCP server');
  });
});

describe('the web client behind a proxy', () => {
  const cookieLine = async (client: string, headers: Record<string, string>) =>
    pageOf(await new Visitor(client).open('/', headers)).headers.getSetCookie()[0];
  const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'client.example' };

  it('believes what the proxy says when it is told to, and nobody otherwise', async () => {
    const trusting = await launch({ trustProxy: true });
    const direct = await launch({});
    const secure = /^__Host-mcp-web-client=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/;
    expect(await cookieLine(trusting.url, forwarded)).toMatch(secure);
    expect(await cookieLine(direct.url, forwarded)).toMatch(
      /^mcp-web-client=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const { document } = pageOf(await new Visitor(trusting.url).open('/', forwarded));
    expect(document.text).toContain('https://client.example/oauth/callback');
  });

  it('answers to its public address only', async () => {
    const port = await freePort();
    await launch({ port, publicUrl: 'https://client.example' });
    const http = openHttp({
      trace: new Trace(),
      connections,
      from: 'browser',
      partyOf: () => 'client',
      timeoutMs: 5_000,
    });
    const visit = async (host: string) =>
      (await http.send({ url: `http://127.0.0.1:${port}/`, headers: [['Host', host]] })).status;
    expect(await visit('client.example')).toBe(200);
    expect(await visit(`127.0.0.1:${port}`)).toBe(421);
    expect(await visit('elsewhere.example')).toBe(421);
  });
});

describe.skipIf(!hasRedis())('the web client without its store (needs redis-server)', () => {
  it('says that sessions cannot be kept, and tells its operator which store', async () => {
    const redis = await startRedis();
    const said: string[] = [];
    const client = await launch({ store: { kind: 'redis', url: redis.url }, log: (line) => said.push(line) });
    const visitor = new Visitor(client.url);
    expect(pageOf(await visitor.open('/')).status).toBe(200);
    await redis.close();
    const failed = pageOf(await visitor.open('/'));
    expect([failed.status, failed.alert]).toEqual([503, expect.stringContaining('cannot be kept or read')]);
    expect(said).toEqual([
      expect.stringMatching(/^GET \/: the session store \(redis 127\.0\.0\.1:\d+\) failed: /),
    ]);
  });
});
