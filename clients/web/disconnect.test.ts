import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbackFor } from '../../harness/sign-in/callback.test-support.ts';
import { rewriteJson } from '../../harness/trace/rewrite-answer.test-support.ts';
import type { RequestListener } from '../../harness/trace/server-tap.ts';
import { startEmbeddedProvider } from '../../servers/providers/oidc-provider/index.ts';
import { jwtTokenVerifier, startResourceServer } from '../../servers/resource/reference/index.ts';
import { startWebClient, type WebClient } from './index.ts';
import { leftOf, pageOf, type SeenPage, Visitor } from './visitor.test-support.ts';

const ada = { username: 'ada', password: 'correct horse' };

/** What comes to the revocation endpoint, and how it answers; as the provider does when left out. */
const revoked: URLSearchParams[] = [];
let revocation: ((request: IncomingMessage, response: ServerResponse) => void) | null = null;
/** Refresh tokens that were issued and to whom, the newest last. */
const issued: { readonly refreshToken: string; readonly clientId: string }[] = [];
let isOffered = true;

/** Hears the tokens that are issued and given back, and hides the endpoint for the latter where it is told to. */
const listenIn = (listener: RequestListener): RequestListener => {
  return (request, response) => {
    const body = readAlong(request);
    if (request.url === '/token') rewriteJson(response, (answer) => note(answer, body()));
    if (request.url?.includes('/.well-known/')) rewriteJson(response, hideRevocation);
    if (request.url === '/revoke') request.once('end', () => revoked.push(body()));
    if (request.url !== '/revoke' || !revocation) return listener(request, response);
    request.resume();
    request.once('end', () => revocation?.(request, response));
  };
};

function readAlong(request: IncomingMessage): () => URLSearchParams {
  const chunks: Buffer[] = [];
  const push = request.push.bind(request);
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk instanceof Buffer) chunks.push(chunk);
    return push(chunk, encoding);
  };
  return () => new URLSearchParams(Buffer.concat(chunks).toString());
}

function note({ refresh_token: refreshToken }: Record<string, unknown>, sent: URLSearchParams): void {
  if (typeof refreshToken === 'string') issued.push({ refreshToken, clientId: sent.get('client_id') ?? '' });
}

function hideRevocation(metadata: Record<string, unknown>): void {
  if (!isOffered) delete metadata['revocation_endpoint'];
}

let provider: Awaited<ReturnType<typeof startEmbeddedProvider>>;
let server: Awaited<ReturnType<typeof startResourceServer>>;
let client: WebClient;

beforeAll(async () => {
  provider = await startEmbeddedProvider({ users: [ada], resources: () => [], tap: listenIn });
  const { issuer } = provider;
  const verifyToken = jwtTokenVerifier({ issuer, fetch });
  server = await startResourceServer({ revisions: ['2026-07-28'], issuer, verifyToken });
  client = await startWebClient({ port: 0 });
});
afterAll(async () => {
  for (const part of [client, server, provider]) await part?.close();
});

async function connect(visitor: Visitor): Promise<SeenPage> {
  return pageOf(await visitor.open(await callbackFor(leftOf(await visitor.begin(server.url)), ada)));
}

/** Disconnects; answers with what the page says, and whether a copy of the cookie is connected still. */
async function disconnect(visitor: Visitor, connected: SeenPage) {
  const cookie = await visitor.jar.getCookieString(client.url);
  const left = pageOf(await visitor.press(connected, 'Disconnect'));
  const copy = new Visitor(client.url);
  await copy.jar.setCookie(cookie, client.url);
  const again = pageOf(await copy.open('/'));
  return {
    says: left.document.querySelector('[role=status]')?.text,
    headings: [left.heading, again.heading],
  };
}

/** Spends a refresh token at the provider, as the client that it was issued to. */
async function spend({ refreshToken, clientId }: (typeof issued)[number]): Promise<number> {
  const body = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId };
  return (await fetch(`${provider.issuer}/token`, { method: 'POST', body: new URLSearchParams(body) }))
    .status;
}

const form = 'Connect to an MCP server';

describe('when a user disconnects', () => {
  it('the web client gives both tokens back, the refresh token first, and it works no more', async () => {
    await connect(new Visitor(client.url));
    const visitor = new Visitor(client.url);
    const connected = await connect(visitor);
    const [control, ended] = issued.slice(-2);
    if (!control || !ended) throw new Error('two refresh tokens are needed');
    revoked.length = 0;
    expect(await disconnect(visitor, connected)).toEqual({
      // It issues JWTs, which it cannot take back.
      says: 'Disconnected. The authorization server has taken the refresh token back; the access token ends by itself.',
      headings: [form, form],
    });
    expect(revoked.map((body) => body.get('token_type_hint'))).toEqual(['refresh_token', 'access_token']);
    expect(revoked[0]?.get('token')).toBe(ended.refreshToken);
    // The control: the same request with a token that nobody gave back is accepted.
    expect([await spend(ended), await spend(control)]).toEqual([400, 200]);
  });

  it.each([
    ['fails', (response: ServerResponse) => void response.writeHead(503).end('later')],
    ['breaks the connection off', (response: ServerResponse) => void response.destroy()],
    [
      'leads elsewhere',
      (response: ServerResponse) => void response.writeHead(307, { Location: '/other' }).end(),
    ],
    ['never answers', () => undefined],
  ])('and the revocation endpoint %s, the session ends all the same and soon', async (_, answer) => {
    const visitor = new Visitor(client.url);
    const connected = await connect(visitor);
    revoked.length = 0;
    revocation = (_request, response) => answer(response);
    const begun = performance.now();
    const seen = await disconnect(visitor, connected);
    revocation = null;
    expect(seen).toEqual({
      says: 'Disconnected here. The authorization server has not taken the tokens back; they end by themselves.',
      headings: [form, form],
    });
    expect(performance.now() - begun).toBeLessThan(9_000);
    expect(revoked.length).toBeGreaterThan(0);
  });

  it.each<[string[], string]>([
    [[], 'Disconnected. The authorization server has taken the tokens back.'],
    [
      ['refresh_token'],
      'Disconnected here. The authorization server has taken the access token back, but not',
    ],
  ])('and the authorization server does not take back %j, it says so', async (refused, message) => {
    const visitor = new Visitor(client.url);
    const connected = await connect(visitor);
    revocation = (_request, response) => {
      const hint = revoked.at(-1)?.get('token_type_hint') ?? '';
      response.writeHead(refused.includes(hint) ? 400 : 200).end('{"error":"unsupported_token_type"}');
    };
    const { says } = await disconnect(visitor, connected);
    revocation = null;
    expect(says).toContain(message);
  });

  it('and the authorization server offers no revocation, it says so and asks for none', async () => {
    isOffered = false;
    const visitor = new Visitor(client.url);
    const connected = await connect(visitor);
    isOffered = true;
    revoked.length = 0;
    const { says, headings } = await disconnect(visitor, connected);
    expect(says).toContain('takes no tokens back; they end by themselves');
    expect([headings, revoked]).toEqual([[form, form], []]);
  });

  it('nothing is said to who comes by a link that claims so', async () => {
    const seen = pageOf(await new Visitor(client.url).open('/?disconnected=constructor'));
    expect(seen.document.querySelector('[role=status]')).toBeNull();
  });
});
