import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leftOf, pageOf, Visitor } from '../../clients/web/visitor.test-support.ts';
import { callbackFor } from '../sign-in/callback.test-support.ts';
import { servePages } from '../sign-in/trip.test-support.ts';
import { freePort } from '../testbed/free-port.ts';
import { standInUsers } from '../testbed/start-provider.ts';
import { build, openFolder, type Started, start } from './built-cli.test-support.ts';

const folder = openFolder();
const running: Started[] = [];
beforeAll(build, 180_000);
afterAll(async () => {
  for (const started of running) started.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  folder.remove();
});

async function launch(args: readonly string[], environment: Record<string, string> = {}): Promise<Started> {
  const started = start(['serve', ...args], { folder: folder.path, environment });
  running.push(started);
  await started.says('Ctrl-C ends it.');
  return started;
}

/** What a started part said on a line that begins with a name. */
const said = (stdout: string, name: string) => new RegExp(`^${name} +(\\S.*)$`, 'm').exec(stdout)?.[1] ?? '';

/** The fields of the form for a client that was registered by hand, as `serve` printed it. */
function byHand(stdout: string): Record<string, string> {
  const [clientId = '', secret = ''] = said(stdout, 'registered client').split(' / ');
  return { 'No dynamic client registration': 'yes', 'Client ID': clientId, 'Client secret': secret };
}

describe('serve demo', () => {
  it('starts the web client and an MCP server together, and a client registered by hand can be tried', async () => {
    const [port, serverPort] = [await freePort(), await freePort()];
    const demo = await launch(['demo'], { PORT: `${port}`, RESOURCE_SERVER_PORT: `${serverPort}` });
    const visitor = new Visitor(`http://127.0.0.1:${port}`);
    const first = pageOf(await visitor.open('/'));
    const suggested = first.document.querySelector('#server-url')?.getAttribute('value');
    expect(suggested).toBe(`http://127.0.0.1:${serverPort}/mcp`);
    const url = leftOf(
      await visitor.begin(`http://127.0.0.1:${serverPort}/mcp`, byHand(demo.heard().stdout)),
    );
    const connected = pageOf(await visitor.open(await callbackFor(url, standInUsers[0])));
    expect(connected.term('Connection', 'Signed in as')).toBe('Ada Lovelace, ada@example.test');
    expect(connected.term('Connection', 'Client')).toBe('registered by hand');
    demo.kill('SIGINT');
    const { code, stderr } = await demo.ended;
    expect([code, stderr]).toEqual([0, '']);
  });

  it('does so with a provider that speaks TLS of its own, for clients of both kinds', async () => {
    const [port, serverPort] = [await freePort(), await freePort()];
    const file = path.join(folder.path, 'demo.pem');
    const environment = { PORT: `${port}`, RESOURCE_SERVER_PORT: `${serverPort}` };
    const demo = await launch(['demo', '--provider', 'clerk', '--offline', '--ca-file', file], environment);
    const { stdout } = demo.heard();
    const [username = '', password = ''] = said(stdout, 'user').split(' / ');
    const ca = readFileSync(file, 'utf8');
    for (const [fields, kind] of [
      [{}, 'registered dynamically'],
      [byHand(stdout), 'registered by hand'],
    ] as const) {
      const visitor = new Visitor(`http://localhost:${port}`);
      const url = leftOf(await visitor.begin(`http://127.0.0.1:${serverPort}/mcp`, fields));
      const connected = pageOf(await visitor.open(await callbackFor(url, { username, password }, { ca })));
      expect(connected.term('Connection', 'Signed in as')).toBe(username);
      expect(connected.term('Connection', 'Client')).toBe(kind);
    }
    demo.kill('SIGINT');
    expect((await demo.ended).code).toBe(0);
  });

  it('lets the two run apart: the client trusts the authority that it is told of, and says what is missing without', async () => {
    const [port, otherPort, serverPort] = [await freePort(), await freePort(), await freePort()];
    const file = path.join(folder.path, 'apart.pem');
    const apart = ['demo', '--only', 'server', '--provider', 'clerk', '--offline', '--ca-file', file];
    const server = await launch([...apart, '--port', `${serverPort}`], { PORT: `${port}` });
    const mcpUrl = `http://127.0.0.1:${serverPort}/mcp`;
    await launch(['client'], { PORT: `${port}`, NODE_EXTRA_CA_CERTS: file });
    const { stdout } = server.heard();
    const [username = '', password = ''] = said(stdout, 'user').split(' / ');
    const visitor = new Visitor(`http://127.0.0.1:${port}`);
    const url = leftOf(await visitor.begin(mcpUrl, byHand(stdout)));
    const callback = await callbackFor(url, { username, password }, { ca: readFileSync(file, 'utf8') });
    expect(pageOf(await visitor.open(callback)).term('Connection', 'Signed in as')).toBe(username);

    await launch(['client'], { PORT: `${otherPort}` });
    const stopped = pageOf(await new Visitor(`http://127.0.0.1:${otherPort}`).begin(mcpUrl));
    expect(stopped.alert).toMatch(
      /its certificate comes from an authority that is not trusted here.*start this client with NODE_EXTRA_CA_CERTS/,
    );
  });

  it('ends, and says so, when its MCP server does', async () => {
    const environment = { PORT: `${await freePort()}`, RESOURCE_SERVER_PORT: `${await freePort()}` };
    const demo = await launch(
      ['demo', '--provider', 'clerk', '--offline', '--server-variant', 'stock'],
      environment,
    );
    // What Clerk's guide builds ends for one request: see docs/findings.md.
    const url = `http://127.0.0.1:${environment.RESOURCE_SERVER_PORT}/mcp`;
    await fetch(url, { method: 'POST', headers: { authorization: 'Bearer ' } }).catch(() => null);
    const { code, stderr } = await demo.ended;
    expect(stderr).toMatch(/the server (exited|was ended)/);
    expect(code).toBe(3);
  });

  it.each([
    ['PORT', ['serve', 'client']],
    ['RESOURCE_SERVER_PORT', ['serve', 'demo']],
  ])('says so when %s is taken, and ends', async (name, args) => {
    const blocker = await servePages((_request, response) => response.end());
    const { port } = new URL(blocker.origin);
    const environment = { PORT: `${await freePort()}`, RESOURCE_SERVER_PORT: `${await freePort()}` };
    const { code, stderr } = await start(args, {
      folder: folder.path,
      environment: { ...environment, [name]: port },
    }).ended;
    expect(stderr).toBe(
      `mcp-conformance: ${name} ${port}: another program listens there; set ${name === 'PORT' ? 'PORT' : 'it'} to a free one\n`,
    );
    expect(code).toBe(2);
    blocker.close();
  });

  it.each([
    [['client', '--provider', 'clerk'], '--provider: serve client has no use for it'],
    [['demo', '--ca-file', 'none.pem'], '--ca-file: this part has no certificate of its own'],
  ])('refuses what it has no use for: %j', async (args, message) => {
    const environment = { PORT: `${await freePort()}`, RESOURCE_SERVER_PORT: `${await freePort()}` };
    const { code, stderr } = await start(['serve', ...args], { folder: folder.path, environment }).ended;
    expect([code, stderr]).toEqual([2, `mcp-conformance: ${message}\n`]);
  });
});
