import { afterEach, describe, expect, it } from 'vitest';
import { type Child, startChild } from '../../servers/resource/child/start-child.ts';
import { openConnections, openHttp } from '../trace/open-http.ts';
import { Trace } from '../trace/trace.ts';
import { freePort } from './free-port.ts';
import { superviseServer } from './supervise.ts';

const connections = openConnections();
let child: Child | undefined;

afterEach(async () => {
  await child?.stop();
  connections.close();
});

async function open() {
  const port = await freePort();
  child = await startChild({
    module: new URL('../../servers/resource/child/fragile.test-support', import.meta.url),
    args: [],
    environment: { PATH: process.env['PATH'], PORT: String(port) },
  });
  const supervisor = superviseServer({ ...child, tools: {} });
  const http = openHttp({
    trace: new Trace(),
    from: 'harness',
    partyOf: () => 'resource-server',
    connections,
    timeoutMs: 5000,
    supervise: (_url, attempt) => supervisor.attempt(attempt),
  });
  const get = (path: string) => http.send({ url: `http://127.0.0.1:${port}${path}` });
  return { child, get, supervisor, http, url: `http://127.0.0.1:${port}` };
}

describe('a server in a process of its own', () => {
  it('fails the request that ends it, with how it ended, and answers the next', async () => {
    const { get, supervisor } = await open();
    const { exchange, status } = await get('/die');
    expect(status).toBe(0);
    expect(exchange.failure).toMatchObject({ code: 'process-ended' });
    expect(exchange.failure?.message).toContain('the process exited with code 7');
    expect((await get('/')).status).toBe(200);
    expect(supervisor.incidents()).toEqual([]);
  });

  it('gives those that were under way meanwhile the answer they would have had', async () => {
    const { get, supervisor, http, url } = await open();
    const bystanders = [get('/slow'), get('/slow'), get('/slow')];
    const fetched = http.fetch(`${url}/slow`).then((response) => response.status);
    const killers = [get('/die'), get('/die')];
    expect((await Promise.all(bystanders)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await fetched).toBe(200);
    expect((await Promise.all(killers)).map(({ status }) => status)).toEqual([0, 0]);
    expect(supervisor.incidents()).toEqual([]);
  });

  it('blames nobody when it is ended from outside, says so, and goes on', async () => {
    const { child, get, supervisor } = await open();
    const underWay = [get('/slow'), get('/slow')];
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.kill(child.pid() ?? 0, 'SIGKILL');
    expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual([200, 200]);
    expect(supervisor.incidents()).toEqual(['was ended by SIGKILL']);
  });

  it('is started again after it ended while nobody spoke to it', async () => {
    const { child, get, supervisor } = await open();
    process.kill(child.pid() ?? 0, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await get('/')).status).toBe(200);
    expect(supervisor.incidents()).toEqual(['was ended by SIGKILL']);
  });

  it('is given up when it ends again and again without a cause', async () => {
    const { child, get } = await open();
    for (let round = 0; round < 4; round += 1) {
      process.kill(child.pid() ?? 0, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (round < 3) expect((await get('/')).status).toBe(200);
    }
    const { exchange } = await get('/');
    expect(exchange.failure?.message).toContain('the MCP server ended 4 times with no request as the cause');
  });
});
