import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { isLoopback } from './loopback.ts';

/** Somebody who expects the browser at a loopback redirect URI. */
export interface Expected {
  readonly redirectUris: readonly string[];
  /** Gets each URL that was asked for, form posts with their fields as the query; says whether it was the one. */
  readonly arrived: (url: string) => boolean;
}

/** The ports on which an expectation is listened for. */
export interface Listening {
  readonly ports: readonly number[];
  /** Why a port is not listened on, one sentence each. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

/** Listens on loopback redirect URIs; expectations on the same port share one server, which ends with the last. */
export interface CallbackDesk {
  readonly expect: (expected: Expected) => Promise<Listening>;
}

interface Counter {
  readonly server: Promise<Server>;
  readonly expected: Set<Expected>;
}

const bodyLimit = 64 * 1024;

/** Opens a desk without any listener yet. */
export function openCallbackDesk(): CallbackDesk {
  const counters = new Map<string, Counter>();

  const leave = async (address: string, expected: Expected): Promise<void> => {
    const counter = counters.get(address);
    if (!counter?.expected.delete(expected) || counter.expected.size > 0) return;
    counters.delete(address);
    const server = await counter.server.catch(() => null);
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };

  const join = async (address: string, expected: Expected): Promise<void> => {
    const known = counters.get(address);
    const waiting = known?.expected ?? new Set<Expected>();
    const counter = known ?? { server: listen(address, waiting), expected: waiting };
    counters.set(address, counter);
    waiting.add(expected);
    await counter.server;
  };

  return {
    expect: async (expected) => {
      const addresses = [...new Set(expected.redirectUris.filter(isPlainLoopback).map(addressOf))];
      const results = await Promise.all(
        addresses.map(async (address) => {
          try {
            await join(address, expected);
            return { address, problem: null };
          } catch (error) {
            await leave(address, expected);
            return { address, problem: explain(address, error) };
          }
        }),
      );
      const joined = results.filter(({ problem }) => problem === null).map(({ address }) => address);
      return {
        ports: joined.map(portOf),
        problems: results.flatMap(({ problem }) => problem ?? []),
        close: async () => {
          await Promise.all(joined.map((address) => leave(address, expected)));
        },
      };
    },
  };
}

function isPlainLoopback(uri: string): boolean {
  return /^http:/i.test(uri) && isLoopback(uri);
}

function addressOf(uri: string): string {
  const { hostname, port } = new URL(uri);
  const host = hostname === '[::1]' ? '::1' : /^127\./.test(hostname) ? hostname : '127.0.0.1';
  return `${port || '80'} ${host}`;
}

function portOf(address: string): number {
  return Number(address.split(' ', 1)[0]);
}

function explain(address: string, error: unknown): string {
  const port = portOf(address);
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'EADDRINUSE')
    return `port ${port}, where the redirect URI points, is in use by another program`;
  if (code === 'EACCES') return `this account may not listen on port ${port}, where the redirect URI points`;
  return `port ${port}, where the redirect URI points, cannot be listened on: ${message ?? String(error)}`;
}

/** How long a port is waited for that another program has: a run that is just ending leaves it. */
const portPatienceMs = 3_000;

async function listen(address: string, expected: ReadonlySet<Expected>): Promise<Server> {
  const deadline = Date.now() + portPatienceMs;
  for (;;) {
    try {
      return await listenOnce(address, expected);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE' || Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

function listenOnce(address: string, expected: ReadonlySet<Expected>): Promise<Server> {
  const [port = '', host = ''] = address.split(' ');
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    receive(request, response, expected).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(port), host, () => resolve(server));
  });
}

async function receive(request: IncomingMessage, response: ServerResponse, expected: ReadonlySet<Expected>) {
  const origin = `http://${request.headers.host ?? ''}`;
  // Another site's page may have its name point here: it does not know what is expected, and need not.
  if (!isLoopback(origin)) return answer(response, 403, 'This address is for the browser on this machine.');
  const asked = `${origin}${request.url ?? '/'}`;
  const fields = request.method === 'POST' ? await readFields(request) : '';
  const url = fields === '' ? asked : `${asked}${asked.includes('?') ? '&' : '?'}${fields}`;
  const known = [...expected].filter(({ arrived }) => arrived(url)).length > 0;
  return known
    ? answer(response, 200, signedInText)
    : answer(response, 404, 'There is nothing here; the sign-in ends elsewhere.');
}

/** What the user reads in the end. */
const signedInText = 'The answer has arrived. You can close this window.';

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  });
  response.end(`${text}\n`);
}

async function readFields(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyLimit) throw new RangeError('the form is too large for an authorization response');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
