import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerValues, queryOf } from './exchange.ts';
import type { Departure } from './http.ts';
import { openConnections, openHttp, readLimit } from './open-http.ts';
import { Trace } from './trace.ts';

const connections = openConnections();
let server: Server;
let origin = '';

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    if (pathname === '/slow') return void response.write('drop');
    if (pathname === '/huge') {
      const chunk = Buffer.alloc(256 * 1024, 'x');
      for (let sent = 0; sent < readLimit * 3 && !response.destroyed; sent += chunk.length)
        response.write(chunk);
      return void response.end();
    }
    if (pathname === '/redirect')
      return void response.writeHead(302, { location: '/token?code=secret-code-0123456789' }).end();
    response.writeHead(
      200,
      [
        'Content-Type',
        'application/json',
        'X-Odd',
        'one',
        'x-odd',
        'two',
        'Set-Cookie',
        'sid=cookie-value-0123456789; Path=/',
      ].flat(),
    );
    response.end(
      JSON.stringify({ access_token: 'a-token-of-some-length', token_type: 'Bearer', code: 'not_a_secret' }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  connections.close();
  server.closeAllConnections();
  server.close();
});

function open(trace: Trace, timeoutMs = 2000) {
  return openHttp({ trace, from: 'harness', partyOf: () => 'authorization-server', connections, timeoutMs });
}

describe('recording', () => {
  it('keeps header case, order and duplicates', async () => {
    const trace = new Trace();
    const reply = await open(trace).send({
      url: `${origin}/token`,
      headers: [
        ['X-Mine', 'a'],
        ['x-mine', 'b'],
      ],
    });
    expect(reply.headers.filter(([name]) => name.toLowerCase() === 'x-odd')).toEqual([
      ['X-Odd', 'one'],
      ['x-odd', 'two'],
    ]);
    const [exchange] = trace.exchanges;
    expect(exchange?.request.headers.filter(([name]) => name.toLowerCase() === 'x-mine')).toEqual([
      ['X-Mine', 'a'],
      ['x-mine', 'b'],
    ]);
    expect(headerValues(exchange?.response?.headers ?? [], 'x-odd')).toEqual(['one', 'two']);
  });

  it('replaces secrets by placeholders that stay the same for the same value', async () => {
    const trace = new Trace();
    const http = open(trace);
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      code: 'secret-code-0123456789',
      code_verifier: 'v'.repeat(43),
    });
    const reply = await http.send({ url: `${origin}/token`, body: form });
    await http.send({
      url: `${origin}/token`,
      headers: [['Authorization', `Bearer ${reply.json?.['access_token']}`]],
    });
    await http.send({ url: `${origin}/redirect` });
    const text = JSON.stringify(trace.exchanges);
    expect(text).not.toContain('a-token-of-some-length');
    expect(text).not.toContain('secret-code-0123456789');
    expect(text).not.toContain('cookie-value-0123456789');
    expect(trace.exchanges[0]?.response?.body?.text).toContain('"access_token":"‹access token #1›"');
    expect(trace.exchanges[0]?.response?.body?.text).toContain('"code":"not_a_secret"');
    expect(headerValues(trace.exchanges[1]?.request.headers ?? [], 'authorization')).toEqual([
      'Bearer ‹access token #1›',
    ]);
    expect(headerValues(trace.exchanges[2]?.response?.headers ?? [], 'location')).toEqual([
      '/token?code=‹code #1›',
    ]);
    expect(trace.secrets.facts.get('‹code verifier #1›')).toMatchObject({
      length: 43,
      unreserved: true,
      s256: expect.any(String),
    });
  });

  it('shows the id and hides the secret of Basic credentials', async () => {
    const trace = new Trace();
    const credentials = Buffer.from('client:s%2Bcret').toString('base64');
    await open(trace).send({ url: `${origin}/token`, headers: [['Authorization', `Basic ${credentials}`]] });
    expect(headerValues(trace.exchanges[0]?.request.headers ?? [], 'authorization')).toEqual([
      'Basic client:‹client secret #1›',
    ]);
  });

  it('reads the query of a URL whose secrets were replaced', async () => {
    const trace = new Trace();
    await open(trace).send({ url: `${origin}/callback?code=secret-code-0123456789&state=s#fragment` });
    const [exchange] = trace.exchanges;
    expect(exchange && Object.fromEntries(queryOf(exchange))).toEqual({ code: '‹code #1›', state: 's' });
  });
});

describe('hostile servers', () => {
  it('gives up on one that trickles', async () => {
    const trace = new Trace();
    const reply = await open(trace, 300).send({ url: `${origin}/slow` });
    expect(reply.status).toBe(0);
    expect(trace.exchanges[0]?.failure).toEqual({
      code: 'timeout',
      message: 'no complete answer within 300 ms',
    });
  });

  it('stops reading one that never ends', async () => {
    const trace = new Trace();
    const reply = await open(trace).send({ url: `${origin}/huge` });
    expect(reply.text.length).toBeLessThan(readLimit * 2);
    expect(trace.exchanges[0]?.response?.body).toMatchObject({ truncated: true });
  });

  it('records one that is not there', async () => {
    const reply = await open(new Trace()).send({ url: 'http://127.0.0.1:1/nobody' });
    expect(reply.exchange.failure?.code).toBe('ECONNREFUSED');
  });

  it('records a URL that cannot be sent to', async () => {
    const reply = await open(new Trace()).send({ url: 'javascript:alert(1)' });
    expect(reply.exchange.failure?.message).toContain('not an http or https URL');
  });
});

describe('the fetch for SDKs', () => {
  it('streams, follows redirects and records every leg once', async () => {
    const trace = new Trace();
    const response = await open(trace).fetch(`${origin}/redirect`);
    expect(((await response.json()) as { token_type: string }).token_type).toBe('Bearer');
    expect(trace.exchanges.map(({ response }) => response?.status)).toEqual([302, 200]);
    expect(trace.exchanges[1]?.response?.body?.text).toContain('‹access token #1›');
  });

  it('fails as fetch does when nobody answers', async () => {
    const trace = new Trace();
    await expect(open(trace).fetch('http://127.0.0.1:1/')).rejects.toThrow(TypeError);
    expect(trace.exchanges[0]?.failure?.code).toBe('ECONNREFUSED');
  });
});

describe('the gate', () => {
  it('holds a request back, and what leaves is what was let go', async () => {
    const trace = new Trace();
    const asked: Departure[] = [];
    const http = openHttp({
      trace,
      from: 'client',
      partyOf: () => 'authorization-server',
      connections,
      timeoutMs: 2000,
      gate: async (departure) => {
        asked.push(departure);
        expect(trace.exchanges).toHaveLength(asked.length - 1);
        return { ...departure, url: `${departure.url}?changed=yes` };
      },
    });
    await http.send({ url: `${origin}/token` });
    await http.fetch(`${origin}/token`);
    expect(asked.map(({ from, to, method }) => [from, to, method])).toEqual([
      ['client', 'authorization-server', 'GET'],
      ['client', 'authorization-server', 'GET'],
    ]);
    expect(trace.exchanges.map(({ request }) => request.url)).toEqual([
      `${origin}/token?changed=yes`,
      `${origin}/token?changed=yes`,
    ]);
  });
});
