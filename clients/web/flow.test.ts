import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbackFor } from '../../harness/sign-in/callback.test-support.ts';
import { openConnections, openHttp } from '../../harness/trace/open-http.ts';
import { Trace } from '../../harness/trace/trace.ts';
import { startEmbeddedProvider } from '../../servers/providers/oidc-provider/index.ts';
import { jwtTokenVerifier, startResourceServer } from '../../servers/resource/reference/index.ts';
import { startWebClient, type WebClient } from './index.ts';
import { leftOf, pageOf, type SeenPage, Visitor } from './visitor.test-support.ts';

const ada = { username: 'ada', password: 'correct horse', name: 'Ada Lovelace', email: 'ada@example.test' };
const secret = 'a+secret/with=signs %';
const registered = {
  clientId: 'by-hand',
  clientSecret: secret,
  redirectUris: ['http://127.0.0.1/oauth/callback'],
};

let provider: Awaited<ReturnType<typeof startEmbeddedProvider>>;
let server: Awaited<ReturnType<typeof startResourceServer>>;
let dated: Awaited<ReturnType<typeof startResourceServer>>;
let client: WebClient;
const connections = openConnections();
const broken: string[] = [];

beforeAll(async () => {
  provider = await startEmbeddedProvider({ users: [ada], clients: [registered], resources: () => [] });
  const { issuer } = provider;
  const verify = jwtTokenVerifier({ issuer, fetch });
  const verifyToken = async (token: string) => ({ ...(await verify(token)), user: ada });
  server = await startResourceServer({ revisions: ['2026-07-28'], issuer, verifyToken });
  dated = await startResourceServer({ revisions: ['2025-11-25'], issuer, verifyToken });
  client = await startWebClient({ port: 0, log: (line) => broken.push(line) });
});
afterAll(async () => {
  connections.close();
  for (const part of [client, server, dated, provider]) await part?.close();
});

const decide = (url: string, decision: 'approve' | 'deny' = 'approve') => callbackFor(url, ada, { decision });

const byHand = { 'No dynamic client registration': 'yes', 'Client ID': 'by-hand', 'Client secret': secret };

async function connect(
  visitor: Visitor,
  url: string,
  fields: Record<string, string> = {},
): Promise<SeenPage> {
  return pageOf(await visitor.open(await decide(leftOf(await visitor.begin(url, fields)))));
}

describe('the web client', () => {
  it('connects, shows who is signed in, calls tools, asks for more scope when one needs it, and disconnects', async () => {
    const visitor = new Visitor(client.url);
    const connected = await connect(visitor, server.url);
    expect([connected.heading, connected.alert, connected.status]).toEqual(['Connected', null, 200]);
    expect(connected.term('Connection', 'Server')).toBe(server.url);
    expect(connected.term('Connection', 'Signed in as')).toBe('Ada Lovelace, ada@example.test');
    expect(connected.term('Connection', 'Scopes')).toContain('mcp:tools');
    expect(connected.term('Connection', 'Protocol revision')).toBe('2026-07-28');
    expect(connected.term('Connection', 'Client')).toBe('registered dynamically');

    const asked = pageOf(await visitor.press(connected, 'Call whoami'));
    const result = ['User id', 'Name', 'Email'].map((term) => asked.term('Result of whoami', term));
    expect(result).toEqual(['ada', 'Ada Lovelace', 'ada@example.test']);

    // What comes back from the server is text and stays text.
    const hostile = '<script>alert(1)</script>"&';
    const wider = await decide(leftOf(await visitor.press(asked, 'Call write_note', { text: hostile })));
    const again = pageOf(await visitor.open(wider));
    expect(again.term('Connection', 'Scopes')).not.toBe(connected.term('Connection', 'Scopes'));
    const wrote = pageOf(await visitor.press(again, 'Call write_note', { text: hostile }));
    expect([wrote.alert, wrote.document.querySelector('pre')?.text]).toEqual([
      null,
      expect.stringContaining('true'),
    ]);
    const notes = pageOf(await visitor.press(wrote, 'Call read_notes'));
    expect(notes.document.querySelector('script')).toBeNull();
    expect(notes.document.querySelector('pre')?.text).toContain('<script>alert(1)</script>');

    const disconnected = pageOf(await visitor.press(notes, 'Disconnect'));
    expect(disconnected.heading).toBe('Connect to an MCP server');
    expect(pageOf(await visitor.press(notes, 'Call whoami')).status).toBe(403);
  });

  it('connects as a client that was registered by hand, and never shows its secret', async () => {
    const visitor = new Visitor(client.url);
    const connected = await connect(visitor, server.url, byHand);
    expect([connected.heading, connected.alert]).toEqual(['Connected', null]);
    expect(connected.term('Connection', 'Client')).toBe('registered by hand');
    expect(connected.document.toString()).not.toContain(secret);
  });

  it('falls back to the wire of older servers by itself', async () => {
    const connected = await connect(new Visitor(client.url), dated.url);
    expect(connected.term('Connection', 'Protocol revision')).toBe('2025-11-25');
    expect(connected.term('Connection', 'Signed in as')).toContain('Ada');
  });

  it('says that the user denied access, and connects when she approves the next time', async () => {
    const visitor = new Visitor(client.url);
    const denied = pageOf(await visitor.open(await decide(leftOf(await visitor.begin(server.url)), 'deny')));
    expect(denied.alert).toMatch(/^Access was denied .*Connect again/);
    expect(denied.document.querySelector('#server-url')?.getAttribute('value')).toBe(server.url);
    expect((await connect(visitor, server.url)).heading).toBe('Connected');
  });

  it('says when the secret is wrong, without the secret', async () => {
    const visitor = new Visitor(client.url);
    const refused = await connect(visitor, server.url, { ...byHand, 'Client secret': 'not-the-secret' });
    expect(refused.alert).toContain('does not accept this client id and secret');
    expect(refused.document.toString()).not.toContain('not-the-secret');
  });

  it('takes a callback once, with the state that was sent, in the browser that began', async () => {
    const visitor = new Visitor(client.url);
    const callback = await decide(leftOf(await visitor.begin(server.url)));
    const refuse = async (who: Visitor, path: string) => {
      const page = pageOf(await who.open(path));
      expect([page.status, page.heading]).toEqual([400, 'Connect to an MCP server']);
      expect(page.alert).toContain('belongs to no sign-in that was begun in this browser');
    };
    await refuse(visitor, callback.replace(/state=[^&]+/, 'state=another'));
    await refuse(visitor, callback.replace(/state=[^&]+&?/, ''));
    await refuse(new Visitor(client.url), callback);
    // The control: nothing of this has used the callback up.
    expect(pageOf(await visitor.open(callback)).heading).toBe('Connected');
    await refuse(visitor, callback);
  });

  it('stops at a callback of another issuer', async () => {
    const visitor = new Visitor(client.url);
    const callback = await decide(leftOf(await visitor.begin(server.url)));
    const mixed = callback.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Felsewhere.example');
    expect(mixed).not.toBe(callback);
    expect(pageOf(await visitor.open(mixed)).alert).toContain('the iss of the callback is not the issuer');
    expect(pageOf(await visitor.open('/')).heading).toBe('Connect to an MCP server');
  });

  it('refuses forms of other sites, and those without the token of the session', async () => {
    const visitor = new Visitor(client.url);
    const page = pageOf(await visitor.open('/'));
    const token = page.document.querySelector('input[name=token]')?.getAttribute('value') ?? '';
    const fields = { server_url: 'http://127.0.0.1:1/mcp' };
    const send = async (given: string, headers?: Record<string, string>) =>
      pageOf(await visitor.post('/connect', new URLSearchParams({ ...fields, token: given }), headers))
        .status;
    expect(await send(token)).toBe(502);
    expect(await send('')).toBe(403);
    expect(await send(`${token.slice(0, -1)}~`)).toBe(403);
    expect(await send(token, { origin: 'https://elsewhere.example' })).toBe(403);
    expect(await send(token, { origin: 'null' })).toBe(403);
  });

  it('answers to its own names only, under headers that allow no script', async () => {
    const { headers } = pageOf(await new Visitor(client.url).open('/'));
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self'; .*form-action 'self'/,
    );
    expect(headers.get('content-security-policy')).not.toMatch(/script-src|unsafe/);
    expect(headers.getSetCookie()[0]).toMatch(/^mcp-web-client=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const { port } = new URL(client.url);
    const http = openHttp({
      trace: new Trace(),
      connections,
      from: 'browser',
      partyOf: () => 'client',
      timeoutMs: 5_000,
    });
    const reply = await http.send({ url: client.url, headers: [['Host', `rebound.example:${port}`]] });
    expect(reply.status).toBe(421);
  });

  it('gives the session another name when the user has signed in', async () => {
    const visitor = new Visitor(client.url);
    const url = leftOf(await visitor.begin(server.url));
    const before = await visitor.jar.getCookieString(client.url);
    await visitor.open(await decide(url));
    const after = await visitor.jar.getCookieString(client.url);
    expect(after).toMatch(/^mcp-web-client=/);
    expect(after).not.toBe(before);
  });

  it('says what a server answers to a call that it does not take', async () => {
    const visitor = new Visitor(client.url);
    const connected = await connect(visitor, server.url);
    const asked = pageOf(await visitor.press(connected, 'Call read_handle', { handle: 'no such' }));
    expect(asked.document.querySelector('.result.failed')?.text).toContain('There is no such handle.');
    // It asks the user something, which this client does not offer to do.
    const confirm = pageOf(await visitor.press(asked, 'Call confirm'));
    expect([confirm.heading, confirm.status]).toEqual(['Connected', 502]);
    expect(confirm.alert).toMatch(/^The MCP server answered with error -32021: .*Correct what was sent/);
  });

  it('has broken over nothing of this', () => expect(broken).toEqual([]));
});

describe('the web client says what is wrong', () => {
  it.each([
    ['', /cannot be used: it is empty/],
    ['not a url', /it is no URL/],
    ['file:///etc/passwd', /neither https/],
    ['http://mcp.example/mcp', /without TLS/],
    ['https://user:pass@mcp.example/mcp', /user name or a password/],
    ['http://127.0.0.1:1/mcp', /cannot be reached: nothing listens there.*Check that it runs/],
  ])('with %s as the URL', async (url, message) => {
    const page = pageOf(await new Visitor(client.url).begin(url));
    expect(page.alert).toMatch(message);
    expect(page.status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    [
      'a page',
      200,
      'text/html',
      '<h1>Welcome</h1>',
      /no MCP server at this address. It answered 200, text\/html/,
    ],
    ['nothing', 404, 'text/plain', 'no', /no MCP server at this address. It answered 404/],
    ['a failure', 500, 'text/plain', 'no', /The MCP server failed. It answered 500/],
    [
      'a refusal that leads nowhere',
      401,
      'text/plain',
      'no',
      /publishes no resource metadata|refuses to be used/,
    ],
  ])('where the address has %s', async (_, status, type, body, message) => {
    const other = createServer((request, response) => {
      const isServer = request.url === '/mcp';
      response.writeHead(isServer ? status : 404, { 'content-type': type }).end(body);
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const page = pageOf(await new Visitor(client.url).begin(`http://127.0.0.1:${port}/mcp`));
    other.closeAllConnections();
    other.close();
    expect(page.alert).toMatch(message);
  });

  it('where clients are registered by hand only: it says so, and opens the fields for it', async () => {
    const closed = await startClosedProvider();
    const behind = await startResourceServer({
      revisions: ['2026-07-28'],
      issuer: closed.issuer,
      verifyToken: refuse,
    });
    const page = pageOf(await new Visitor(client.url).begin(behind.url));
    expect(page.alert).toMatch(/does not register clients by itself.*“No dynamic client registration”/);
    expect(page.document.querySelector('#static')?.hasAttribute('checked')).toBe(true);
    await behind.close();
    closed.close();
  });
});

const refuse = async (): Promise<never> => {
  throw new Error('no token is good here');
};

/** An authorization server that has no registration endpoint. */
async function startClosedProvider(): Promise<{ issuer: string; close: () => void }> {
  const listening = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
      }),
    );
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  return { issuer, close: () => listening.close() };
}
