import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasRedis, startRedis } from '../../clients/web/stores/redis.test-support.ts';
import { type Left, type SeenPage, Visitor } from '../../clients/web/visitor.test-support.ts';
import { openCookieJar } from '../sign-in/cookies.ts';
import { formDriver } from '../sign-in/form.ts';
import { freePort } from '../testbed/free-port.ts';
import { standInUsers } from '../testbed/testbed.ts';
import { openConnections, openHttp } from '../trace/open-http.ts';
import { Trace } from '../trace/trace.ts';
import { build, openFolder, type Started, start } from './built-cli.test-support.ts';

const folder = openFolder();
const connections = openConnections();
beforeAll(build, 180_000);
afterAll(() => {
  connections.close();
  folder.remove();
});

const page = (visit: SeenPage | Left): SeenPage => {
  if ('leftFor' in visit) throw new Error(`it left for ${visit.leftFor}`);
  return visit;
};

/** Begins to connect; returns where the user is sent. */
async function begin(
  visitor: Visitor,
  serverUrl: string,
  fields: Record<string, string> = {},
): Promise<string> {
  const first = page(await visitor.open('/'));
  const sent = await visitor.press(first, 'Connect', { 'MCP server URL': serverUrl, ...fields });
  if (!('leftFor' in sent)) throw new Error(`it stayed: ${sent.alert}`);
  return sent.leftFor;
}

/** Signs the first stand-in user in; returns the path of the callback. */
async function signIn(url: string): Promise<string> {
  const query = new URL(url).searchParams;
  const http = openHttp({
    trace: new Trace(),
    connections,
    from: 'browser',
    partyOf: () => 'authorization-server',
    timeoutMs: 20_000,
  });
  const { redirectedTo, stuck } = await formDriver().drive({
    url,
    redirectUris: [query.get('redirect_uri') ?? ''],
    state: query.get('state'),
    user: standInUsers[0] ?? null,
    decision: 'approve',
    cookies: openCookieJar(),
    http,
  });
  if (redirectedTo === null) throw new Error(`no callback: ${stuck}`);
  return redirectedTo.slice(new URL(redirectedTo).origin.length);
}

/** One address in front of several processes, as a load balancer is; each connection goes where it points then. */
async function openBalancer(): Promise<{ port: number; pointTo: (port: number) => void; close: () => void }> {
  let target = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    const onward = connectTo(target, '127.0.0.1');
    for (const end of [socket, onward]) {
      sockets.add(end);
      end
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(end);
          socket.destroy();
          onward.destroy();
        });
    }
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    pointTo: (port) => {
      target = port;
      drop();
    },
    close: () => {
      drop();
      server.close();
    },
  };
}

describe('serve demo', () => {
  it('starts the web client and an MCP server together, and a client registered by hand can be tried', async () => {
    const [port, serverPort] = [await freePort(), await freePort()];
    const environment = { PORT: `${port}`, RESOURCE_SERVER_PORT: `${serverPort}` };
    const demo = start(['serve', 'demo'], { folder: folder.path, environment });
    await demo.says('Ctrl-C ends it.');
    const visitor = new Visitor(`http://127.0.0.1:${port}`);
    const url = await begin(visitor, `http://127.0.0.1:${serverPort}/mcp`, {
      'No dynamic client registration': 'yes',
      'Client ID': 'mcp-conformance-web-client',
      'Client secret': 'another-secret-for-the-stand-in-only',
    });
    const connected = page(await visitor.open(await signIn(url)));
    expect(connected.term('Connection', 'Signed in as')).toBe('Ada Lovelace, ada@example.test');
    demo.kill('SIGINT');
    const { code, stdout, stderr } = await demo.ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('registered client     mcp-conformance-web-client /');
  });

  it.each([
    ['PORT', ['serve', 'client']],
    ['RESOURCE_SERVER_PORT', ['serve', 'demo']],
  ])('says so when %s is taken, and ends', async (name, args) => {
    const blocker = await openBalancer();
    const environment = { PORT: `${await freePort()}`, RESOURCE_SERVER_PORT: `${await freePort()}` };
    const taken = { ...environment, [name]: `${blocker.port}` };
    const { code, stderr } = await start(args, { folder: folder.path, environment: taken }).ended;
    expect(stderr).toBe(
      `mcp-conformance: ${name} ${blocker.port}: another program listens there; set ${name === 'PORT' ? 'PORT' : 'it'} to a free one\n`,
    );
    expect(code).toBe(2);
    blocker.close();
  });
});

describe.skipIf(!hasRedis())('serve client in several processes on one Redis (needs redis-server)', () => {
  it('begins in one process, comes back to another, and stays connected when both are killed', async () => {
    const redis = await startRedis();
    const balancer = await openBalancer();
    const running: Started[] = [];
    const launch = async (port: number): Promise<Started> => {
      const environment = {
        PORT: `${port}`,
        REDIS_URL: redis.url,
        PUBLIC_URL: `http://127.0.0.1:${balancer.port}`,
      };
      const started = start(['serve', 'client'], { folder: folder.path, environment });
      running.push(started);
      await started.says('Ctrl-C ends it.');
      return started;
    };
    const serverPort = await freePort();
    const demo = start(['serve', 'demo', '--only', 'server', '--port', `${serverPort}`], {
      folder: folder.path,
    });
    try {
      await demo.says('Ctrl-C ends it.');
      const [one, two] = [await freePort(), await freePort()];
      const first = await launch(one);
      const second = await launch(two);
      const visitor = new Visitor(`http://127.0.0.1:${balancer.port}`);

      balancer.pointTo(one);
      const url = await begin(visitor, `http://127.0.0.1:${serverPort}/mcp`);
      first.kill('SIGKILL');
      expect((await first.ended).signal).toBe('SIGKILL');
      const callback = await signIn(url);
      balancer.pointTo(two);
      expect(page(await visitor.open(callback)).heading).toBe('Connected');

      second.kill('SIGKILL');
      await second.ended;
      await launch(one);
      balancer.pointTo(one);
      const again = page(await visitor.open('/'));
      expect(again.heading).toBe('Connected');
      const asked = page(await visitor.press(again, 'Call whoami'));
      expect(asked.term('Result of whoami', 'Email')).toBe('ada@example.test');
      // The control: somebody else at the same address is not connected.
      const stranger = page(await new Visitor(`http://127.0.0.1:${balancer.port}`).open('/'));
      expect(stranger.heading).toBe('Connect to an MCP server');
    } finally {
      for (const started of [...running, demo]) started.kill('SIGKILL');
      await Promise.all([...running, demo].map(({ ended }) => ended));
      balancer.close();
      await redis.close();
    }
  });
});
