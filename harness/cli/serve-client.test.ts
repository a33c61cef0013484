import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasRedis, startRedis } from '../../clients/web/stores/redis.test-support.ts';
import { leftOf, pageOf, Visitor } from '../../clients/web/visitor.test-support.ts';
import { callbackFor } from '../sign-in/callback.test-support.ts';
import { freePort } from '../testbed/free-port.ts';
import { standInUsers } from '../testbed/start-provider.ts';
import { build, openFolder, type Started, start } from './built-cli.test-support.ts';

const folder = openFolder();
beforeAll(build, 180_000);
afterAll(folder.remove);

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

describe('serve client that is killed and started again', () => {
  it.each(['sqlite:sessions.db', 'file:sessions'])(
    'goes on in the midst of a sign-in and when connected, with SESSION_STORE=%s',
    async (store) => {
      const [port, serverPort] = [await freePort(), await freePort()];
      const environment = { PORT: `${port}`, SESSION_STORE: store };
      const running: Started[] = [];
      const launch = async (args: readonly string[]): Promise<Started> => {
        const started = start(['serve', ...args], { folder: folder.path, environment });
        running.push(started);
        await started.says('Ctrl-C ends it.');
        return started;
      };
      const killAndStartAgain = async (client: Started): Promise<Started> => {
        client.kill('SIGKILL');
        expect((await client.ended).signal).toBe('SIGKILL');
        return launch(['client']);
      };
      try {
        await launch(['demo', '--only', 'server', '--port', `${serverPort}`]);
        const visitor = new Visitor(`http://127.0.0.1:${port}`);
        const first = await launch(['client']);
        const url = leftOf(await visitor.begin(`http://127.0.0.1:${serverPort}/mcp`));
        const second = await killAndStartAgain(first);
        const callback = await callbackFor(url, standInUsers[0]);
        expect(pageOf(await visitor.open(callback)).heading).toBe('Connected');
        await killAndStartAgain(second);
        const asked = pageOf(await visitor.press(pageOf(await visitor.open('/')), 'Call whoami'));
        expect(asked.term('Result of whoami', 'Email')).toBe('ada@example.test');
      } finally {
        for (const started of running) started.kill('SIGKILL');
        await Promise.all(running.map(({ ended }) => ended));
      }
    },
  );
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
      const url = leftOf(await visitor.begin(`http://127.0.0.1:${serverPort}/mcp`));
      first.kill('SIGKILL');
      expect((await first.ended).signal).toBe('SIGKILL');
      const callback = await callbackFor(url, standInUsers[0]);
      balancer.pointTo(two);
      expect(pageOf(await visitor.open(callback)).heading).toBe('Connected');

      second.kill('SIGKILL');
      await second.ended;
      await launch(one);
      balancer.pointTo(one);
      const again = pageOf(await visitor.open('/'));
      expect(again.heading).toBe('Connected');
      const asked = pageOf(await visitor.press(again, 'Call whoami'));
      expect(asked.term('Result of whoami', 'Email')).toBe('ada@example.test');
      // The control: somebody else at the same address is not connected.
      const stranger = pageOf(await new Visitor(`http://127.0.0.1:${balancer.port}`).open('/'));
      expect(stranger.heading).toBe('Connect to an MCP server');
    } finally {
      for (const started of [...running, demo]) started.kill('SIGKILL');
      await Promise.all([...running, demo].map(({ ended }) => ended));
      balancer.close();
      await redis.close();
    }
  });
});
