import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openConnections } from '../trace/open-http.ts';
import { type AuditOptions, audit } from './audit.ts';

const open: (() => unknown)[] = [];
afterEach(() => {
  for (const close of open.splice(0).toReversed()) close();
});

interface Served {
  readonly origin: string;
  /** Method and path of what was asked, in order. */
  readonly asked: string[];
}

/** Serves JSON documents by path, with its own origin for `SELF`, and the rest as the listener says. */
async function serve(
  documents: Readonly<Record<string, unknown>>,
  otherwise: RequestListener = (_request, response) => void response.writeHead(404).end(),
  host = '127.0.0.1',
): Promise<Served> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    asked.push(`${method} ${url}`);
    const document = documents[url];
    if (document === undefined || method !== 'GET') return otherwise(request, response);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(document).replaceAll('SELF', origin()));
  });
  const origin = () => `http://${host}:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: origin(), asked };
}

const challenge: RequestListener = (_request, response) => {
  response.writeHead(401, { 'WWW-Authenticate': 'Bearer realm="mcp"' }).end();
};
const wellKnown = '/.well-known/oauth-protected-resource/mcp';
const naming = (...issuers: readonly unknown[]) => ({
  [wellKnown]: { resource: 'SELF/mcp', authorization_servers: issuers },
});

async function auditOf(url: string, changes: Partial<AuditOptions> = {}) {
  const connections = openConnections();
  open.push(() => connections.close());
  return audit({
    url,
    isIssuer: false,
    revisions: ['2026-07-28'],
    connections,
    gate: async (departure) => departure,
    timeoutMs: 2000,
    budgetMs: 20_000,
    signal: new AbortController().signal,
    version: '0.0.0',
    command: 'mcp-conformance audit',
    place: null,
    ...changes,
  });
}

const reasonOf = ({ report }: Awaited<ReturnType<typeof auditOf>>) => {
  expect(report).toMatchObject({ results: [], exitCode: 3, subjects: {} });
  return report.preflight[0]?.detail;
};

const answersOf: Readonly<Record<string, [RequestListener, RegExp]>> = {
  'serves without a token': [
    (_request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end('{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}');
    },
    /serves an MCP request without a token and publishes no resource metadata/,
  ],
  'is a page': [
    (_request, response) => void response.setHeader('Content-Type', 'text/html').end('<h1>Hi</h1>'),
    /it answered 200 to an MCP request of 2026-07-28 without a token/,
  ],
  breaks: [(_request, response) => void response.writeHead(500).end(), /it answered 500/],
  'hangs up': [(request) => void request.socket.destroy(), /gave no answer: /],
};

test.each(Object.entries(answersOf))('of one that %s nothing is judged', async (_, [listener, says]) => {
  const { origin } = await serve({}, listener);
  expect(reasonOf(await auditOf(`${origin}/mcp`))).toMatch(says);
});

test('sends nothing but requests without a token, and registers nothing', async () => {
  const issuer = await serve({
    '/.well-known/oauth-authorization-server': {
      issuer: 'SELF',
      registration_endpoint: 'SELF/register',
      authorization_endpoint: 'SELF/authorize',
      token_endpoint: 'SELF/token',
    },
  });
  const server = await serve(naming(issuer.origin), challenge);
  const { report, issuers } = await auditOf(`${server.origin}/mcp`);
  expect(issuers).toEqual([issuer.origin]);
  expect(report.summary).toMatchObject({ fail: 0, inconclusive: 0 });
  expect(report.summary.pass).toBeGreaterThan(10);
  const kinds = new Set(server.asked.map((line) => line.replace(/ .*\.well-known/, ' .well-known')));
  for (const kind of kinds) expect(kind).toMatch(/^GET \.well-known|^POST \/mcp$/);
  expect(issuer.asked.every((line) => line.startsWith('GET /.well-known/'))).toBe(true);
  const sent = report.exchanges.flatMap(({ request }) => request.headers.map(([name]) => name.toLowerCase()));
  expect(sent).not.toContain('authorization');
  expect(report.results[0]?.reproduce).toEqual([
    ...['npx', 'mcp-conformance', 'audit', `${server.origin}/mcp`, '--spec', '2026-07-28'],
  ]);
});

test('does not tell a server that lets strangers in to keep them out', async () => {
  const lets: RequestListener = (_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end('{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}');
  };
  const { origin } = await serve(naming('http://127.0.0.1:9'), lets);
  const { report } = await auditOf(`${origin}/mcp`);
  const ids = report.results.map(({ requirement }) => requirement);
  expect(ids).toContain('rs.prm.resource-url-form');
  expect(ids).not.toContain('rs.auth.unauthenticated-gets-401');
  expect(report.summary.fail).toBe(0);
});

test('tells an issuer by its own metadata, whatever slash it was typed with', async () => {
  const documents = { '/.well-known/oauth-authorization-server': { issuer: 'SELF' } };
  const { origin, asked } = await serve(documents);
  const { report } = await auditOf(`${origin}/`);
  expect(report.subjects).toEqual({
    'authorization-server': { name: origin.replace('http://', ''), issuer: origin },
  });
  expect(asked.filter((line) => line.startsWith('POST'))).toEqual([]);
  const identical = report.results.find(({ requirement }) => requirement === 'as.metadata.issuer-identical');
  expect(identical?.verdict).toBe('pass');
});

test('holds an issuer that a server names to that very name', async () => {
  const { origin } = await serve({ '/.well-known/oauth-authorization-server': { issuer: 'SELF/' } });
  const { report } = await auditOf(origin, { isIssuer: true });
  const identical = report.results.find(({ requirement }) => requirement === 'as.metadata.issuer-identical');
  expect(identical).toMatchObject({ verdict: 'fail', expected: `issuer is ${origin}` });
});

test('follows eight of the servers that a document names, and says that it followed no more', async () => {
  const named = await serve({});
  const many = Array.from({ length: 500 }, (_, index) => `${named.origin}/${index}`);
  const server = await serve(naming(...many), challenge);
  const { report } = await auditOf(`${server.origin}/mcp`);
  expect(named.asked.length).toBeLessThanOrEqual(8 * 3);
  const result = report.results.find(
    ({ requirement }) => requirement === 'rs.prm.authorization-servers-are-issuers',
  );
  expect(result?.verdict).toBe('fail');
});

test('is not led where its connections do not go', async () => {
  const secret = await serve({}, undefined, '127.0.0.2');
  const connections = openConnections({
    whyNotTo: (address) => (address === '127.0.0.2' ? `${address} is inside` : null),
  });
  open.push(() => connections.close());
  const leads: RequestListener = (_request, response) => {
    response.writeHead(401, { 'WWW-Authenticate': `Bearer resource_metadata="${secret.origin}/x"` }).end();
  };
  const server = await serve(naming(secret.origin), leads);
  const { report } = await auditOf(`${server.origin}/mcp`, { connections });
  expect(secret.asked).toEqual([]);
  const undecided = report.results.filter(({ verdict }) => verdict === 'inconclusive');
  expect(undecided.map(({ requirement }) => requirement)).toContain('rs.prm.challenge-url-resolves');
});

test('gives up one that takes its time for everything, and says so', async () => {
  const slowly: RequestListener = (request, response) => {
    const timer = setTimeout(() => challenge(request, response), 300);
    response.on('close', () => clearTimeout(timer));
  };
  const { origin } = await serve({}, slowly);
  const { report } = await auditOf(`${origin}/mcp`, { budgetMs: 1300 });
  expect(report).toMatchObject({ exitCode: 3, interrupted: false });
  expect(report.results.map(({ reason }) => reason)).toContain(
    'the time for all that is asked of it ran out',
  );
  expect(report.summary).toMatchObject({ fail: 0 });
});

test('values that refuse to become text break nothing', async () => {
  const odd = { toString: 'x', valueOf: 1 };
  const documents = {
    [wellKnown]: { resource: odd, authorization_servers: [odd, 7], scopes_supported: odd },
  };
  const error: RequestListener = (_request, response) => {
    response.writeHead(401, { 'Content-Type': 'application/json', 'WWW-Authenticate': 'Bearer' });
    response.end(JSON.stringify({ error: { code: odd, message: odd } }));
  };
  const { origin } = await serve(documents, error);
  const { report } = await auditOf(`${origin}/mcp`);
  expect(report.scenarios.map(({ error: why }) => why).filter(Boolean)).toEqual([]);
  expect(report.results.find(({ requirement }) => requirement === 'rs.prm.resource-url-form')?.verdict).toBe(
    'fail',
  );
});
