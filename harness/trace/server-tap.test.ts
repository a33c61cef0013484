import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Exchange } from './exchange.ts';
import { headerValues, jsonObject } from './exchange.ts';
import { openServerTap, type RequestListener } from './server-tap.ts';
import { Trace } from './trace.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Serves behind a tap and answers with the origin, the trace, and each state of it that was told. */
async function tapped(listener: RequestListener) {
  const told: Exchange[] = [];
  const trace = new Trace({ onExchange: (exchange) => told.push(exchange) });
  const tap = openServerTap({ traceOf: () => trace, partyOf: () => 'authorization-server' });
  server = createServer(tap(listener));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, trace, told };
}

const settled = (trace: Trace) =>
  expect.poll(() => trace.exchanges.every(({ response, failure }) => response ?? failure)).toBe(true);

describe('the server tap', () => {
  it('records what a caller sends and gets, and leaves both untouched', async () => {
    const { origin, trace, told } = await tapped(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.writeHead(200, { 'Content-Type': 'application/json', 'X-Odd': ['one', 'two'] });
      response.write('{"echo":');
      response.end(`${JSON.stringify(Buffer.concat(chunks).toString())}}`);
    });
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      code: 'a-code-that-is-long-enough',
    });
    const answer = await fetch(`${origin}/token?x=1`, { method: 'POST', body: form });
    expect(await answer.json()).toEqual({ echo: form.toString() });
    await settled(trace);
    const [exchange] = trace.exchanges;
    expect(exchange).toMatchObject({ kind: 'token-request', from: 'client', to: 'authorization-server' });
    expect(exchange?.request.url).toBe(`${origin}/token?x=1`);
    expect(exchange?.request.body?.text).toBe('grant_type=authorization_code&code=‹code #1›');
    expect(headerValues(exchange?.response?.headers ?? [], 'x-odd')).toEqual(['one', 'two']);
    expect(exchange?.response?.headers.some(([name]) => name === 'X-Odd')).toBe(true);
    expect(jsonObject(exchange?.response?.body)).toEqual({
      echo: 'grant_type=authorization_code&code=‹code #1›',
    });
    expect(told.map(({ response }) => response?.status ?? null)).toEqual([null, null, 200]);
  });

  it('tells browsers, clients and verifying servers apart', async () => {
    const { origin, trace } = await tapped((_request, response) => response.end('ok'));
    await fetch(`${origin}/authorize`, { headers: { accept: 'text/html' } });
    await fetch(`${origin}/mcp`, { headers: { accept: 'application/json' } });
    await fetch(`${origin}/jwks`);
    await settled(trace);
    expect(trace.exchanges.map(({ from }) => from)).toEqual(['browser', 'client', 'resource-server']);
  });

  it('says so when the caller leaves before the answer', async () => {
    const { origin, trace } = await tapped(() => undefined);
    const leave = new AbortController();
    const asked = fetch(origin, { signal: leave.signal });
    await expect.poll(() => trace.exchanges.length).toBe(1);
    leave.abort();
    await expect(asked).rejects.toThrow();
    await settled(trace);
    expect(trace.exchanges[0]?.failure?.code).toBe('aborted');
  });

  it('records no more of a huge body than the recorder keeps', async () => {
    const chunk = 'x'.repeat(1024 * 1024);
    const { origin, trace } = await tapped((_request, response) => {
      for (let sent = 0; sent < 4; sent += 1) response.write(chunk);
      response.end();
    });
    expect((await (await fetch(origin)).text()).length).toBe(4 * chunk.length);
    await settled(trace);
    const body = trace.exchanges[0]?.response?.body;
    expect(body).toMatchObject({ bytes: 4 * chunk.length, truncated: true });
    expect(body?.text.length).toBeLessThan(chunk.length);
  });

  it('lets pass what no trace wants', async () => {
    server = createServer(
      openServerTap({ traceOf: () => null, partyOf: () => 'client' })((_request, response) =>
        response.end('ok'),
      ),
    );
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('ok');
  });
});
