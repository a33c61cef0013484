import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, cli, openFolder } from './built-cli.test-support.ts';

const folder = openFolder();
beforeAll(build, 180_000);
afterAll(folder.remove);

const json = { 'content-type': 'application/json' };

/** Providers that answer every request in one bad way, with what the user is told. */
const hostile: Readonly<Record<string, readonly [RequestListener, RegExp]>> = {
  'answers pages of HTML': [
    (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>hello</h1>'),
    /answered 200 with a page of HTML/,
  ],
  'redirects for ever': [
    ({ url }, response) => void response.writeHead(302, { location: `${url}x` }).end(),
    /redirects \(302\) to/,
  ],
  'trickles bytes': [
    (_, response) => {
      response.writeHead(200, json);
      const drip = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(drip));
    },
    /no complete answer within 1500 ms/,
  ],
  'never stops sending': [
    (_, response) => {
      response.writeHead(200, json);
      const block = Buffer.alloc(65_536, 'a');
      const pour = () => {
        while (response.writable && response.write(block));
      };
      response.on('drain', pour);
      pour();
    },
    /answered 200 with more than can be a metadata document|no complete answer within 1500 ms/,
  ],
  'answers half a JSON document': [
    (_, response) => void response.writeHead(200, json).end('{"issuer": "http'),
    /answered 200 with no JSON object/,
  ],
  'nests without end': [
    (_, response) => void response.writeHead(200, json).end(`{"issuer":${'['.repeat(20_000)}`),
    /answered 200 with no JSON object/,
  ],
  'resets connections': [
    (_, response) => void response.socket?.resetAndDestroy(),
    /ECONNRESET|gave no answer/,
  ],
  'never answers': [() => undefined, /no complete answer within 1500 ms/],
  'breaks off': [
    (_, response) => {
      response.writeHead(200, { ...json, 'content-length': '1000' }).write('{');
      setTimeout(() => response.socket?.destroy(), 50);
    },
    /gave no answer/,
  ],
};

describe('a provider that is no provider ends the run with 3 and a message that names the URL', () => {
  it.each(Object.keys(hostile))('it %s', { timeout: 90_000 }, async (name) => {
    const [listener, says] = hostile[name] ?? [];
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const file = `${name.replaceAll(' ', '-')}.yaml`;
    writeFileSync(
      path.join(folder.path, file),
      `name: hostile\nissuer: ${issuer}\nregistration: { dynamic: true }\n`,
    );
    try {
      const { code, stdout, stderr } = await cli(['run', '--provider', file, '--timeout', '1500'], {
        folder: folder.path,
      });
      const text = stdout.replace(/\s+/g, ' ');
      expect(text).toContain(`${issuer}/.well-known/oauth-authorization-server`);
      expect(text).toMatch(says ?? /$^/);
      expect(text).toContain(`issuer in ${file}:2`);
      expect(text).toContain('Nothing was judged.');
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(code).toBe(3);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('judges what can be judged of metadata that is JSON and nonsense', { timeout: 90_000 }, async () => {
    const server = createServer(({ headers }, response) => {
      const nonsense = { issuer: `http://${headers.host}`, authorization_endpoint: 5, token_endpoint: null };
      response
        .writeHead(200, json)
        .end(JSON.stringify({ ...nonsense, registration_endpoint: {}, jwks_uri: '::' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    writeFileSync(
      path.join(folder.path, 'n.yaml'),
      `name: n\nissuer: ${issuer}\nregistration: { dynamic: true }\n`,
    );
    try {
      const { code, stdout } = await cli(['run', '--provider', 'n.yaml', '--timeout', '1500'], {
        folder: folder.path,
      });
      expect(stdout).toMatch(/✗ MUST {2}as\.metadata\.required-members\s/);
      expect(stdout).not.toContain('mcp-conformance itself');
      expect(code).toBe(1);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
