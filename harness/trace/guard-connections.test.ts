import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openConnections, openHttp } from './open-http.ts';
import { Trace } from './trace.ts';

const open: (() => unknown)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

async function serve() {
  const asked: string[] = [];
  const server = createServer(({ headers }, response) => {
    asked.push(headers.host ?? '');
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => server.close());
  return { asked, port: (server.address() as AddressInfo).port };
}

test('makes no connection to an address that is refused, and says why', async () => {
  const { asked, port } = await serve();
  const connections = openConnections({
    whyNotTo: (address) => (address === '127.0.0.1' ? `${address} is not to be asked` : null),
  });
  open.push(() => connections.close());
  const http = openHttp({
    connections,
    partyOf: () => 'resource-server',
    timeoutMs: 5000,
    trace: new Trace(),
    from: 'harness',
  });
  for (const url of [
    `http://127.0.0.1:${port}/`,
    `https://127.0.0.1:${port}/`,
    `http://2130706433:${port}/`,
  ]) {
    const { status, exchange } = await http.send({ url });
    expect(status).toBe(0);
    expect(exchange.failure?.message).toContain('127.0.0.1 is not to be asked');
  }
  expect(asked).toEqual([]);
  expect((await http.send({ url: `http://localhost:${port}/` })).status).toBe(200);
});
