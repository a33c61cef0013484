import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { runEmbedded } from './prove.ts';

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const { close } of open.splice(0)) close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
}

const megabyte = Buffer.alloc(2 ** 20, 'x');

/** Servers that are no MCP servers, or wish the harness ill. */
const strangers: Record<string, RequestListener> = {
  'answers with a page of HTML': (_request, response) => {
    response.setHeader('Content-Type', 'text/html').end('<h1>Welcome</h1>');
  },
  'answers 500': (_request, response) => {
    response.writeHead(500).end('oops');
  },
  'redirects for ever': ({ url }, response) => {
    response.writeHead(302, { Location: `${url}x` }).end();
  },
  'sends 100 MB': (_request, response) => {
    for (let count = 0; count < 100 && !response.destroyed; count += 1) response.write(megabyte);
    response.end();
  },
};

/** Servers from which no answer comes. */
const silent: Record<string, RequestListener> = {
  'closes the connection': (request) => {
    request.socket.destroy();
  },
  'never answers': () => undefined,
  'trickles bytes': (_request, response) => {
    const timer = setInterval(() => response.write('x'), 50);
    response.on('close', () => clearInterval(timer));
  },
};

function judge(serverUrl: string) {
  return runEmbedded({
    roles: ['resource-server'],
    revisions: ['2026-07-28'],
    serverUrl,
    timeoutMs: 1500,
    wantsScenario: (id) => /unauthenticated|resource-metadata|malformed|bearer/.test(id),
  });
}

describe('a server of somebody else', { timeout: 120_000 }, () => {
  it.each(Object.entries(strangers))(
    'that %s is judged, and passes for nothing it did not show',
    async (_name, listener) => {
      const report = await judge(await serve(listener));
      expect(report.scenarios.filter(({ error }) => /\n\s+at /.test(error))).toEqual([]);
      const refuses = report.results.find(({ requirement }) => requirement === 'rs.token.rejects-malformed');
      expect(refuses?.verdict).toMatch(/^(fail|warn|inconclusive)$/);
      expect(report.notices.join()).toContain('accepts no token of oidc-provider');
      expect([1, 3]).toContain(report.exitCode);
    },
  );

  it.each(Object.entries(silent))('that %s stops the run with a message', async (_name, listener) => {
    const url = await serve(listener);
    const report = await judge(url);
    const failed = report.preflight.find(({ ok }) => !ok);
    expect(failed?.detail).toContain(url);
    expect(report.results).toEqual([]);
    expect(report.exitCode).toBe(3);
  });
});
