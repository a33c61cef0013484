import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openServerTap, type RequestListener } from '../trace/server-tap.ts';
import { Trace } from '../trace/trace.ts';
import { freePort } from './free-port.ts';
import { startPassThrough } from './pass-through.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function listen(listener: RequestListener, port = 0): Promise<Server> {
  const server = createServer(listener);
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

async function inFrontOf(to: number, restart: () => Promise<void> = async () => undefined) {
  const trace = new Trace();
  const tap = openServerTap({ traceOf: () => trace, partyOf: () => 'resource-server' });
  const port = await freePort();
  const front = await startPassThrough({ port, to, tap, restart });
  closers.push(front.close);
  return { url: `http://127.0.0.1:${port}/mcp`, port, trace };
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

describe('the pass-through before an MCP server', () => {
  it('passes on what comes and goes to the byte, the host asked for included, and records it', async () => {
    const server = await listen(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.writeHead(401, 'Sign In First', { 'X-Odd': ['one', 'two'], 'Content-Type': 'text/plain' });
      response.end(`${request.headers.host} ${request.method} ${request.url} ${Buffer.concat(chunks)}`);
    });
    const { url, port, trace } = await inFrontOf(portOf(server));
    const answer = await fetch(`${url}?a=b`, { method: 'POST', body: 'hello' });
    expect([answer.status, answer.statusText]).toEqual([401, 'Sign In First']);
    expect(answer.headers.get('x-odd')).toBe('one, two');
    expect(await answer.text()).toBe(`127.0.0.1:${port} POST /mcp?a=b hello`);
    await expect.poll(() => trace.exchanges[0]?.response?.status).toBe(401);
    expect(trace.exchanges[0]?.request.body?.text).toBe('hello');
  });

  it('breaks the connection that the server breaks', async () => {
    const server = await listen((_request, response) => void response.destroy());
    const { url, trace } = await inFrontOf(portOf(server));
    await expect(fetch(url)).rejects.toThrow();
    await expect.poll(() => trace.exchanges[0]?.failure?.code).toBe('aborted');
  });

  it('starts a server again that has ended, and asks it then', async () => {
    const to = await freePort();
    const { url } = await inFrontOf(to, async () => {
      await listen((request, response) => void request.pipe(response), to);
    });
    expect(await (await fetch(url, { method: 'POST', body: 'all of it' })).text()).toBe('all of it');
  });
});
