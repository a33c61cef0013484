import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mayOpen } from '../sign-in/loopback.ts';
import type { Trace } from '../trace/trace.ts';
import type { Setup } from './setup.ts';
import { walk } from './sign-in-desk.ts';

/** Takes the URLs that a client under test opens in the user's browser, and does there what the user would. */
export interface BrowserDesk extends AsyncDisposable {
  /** Where openers hand their URLs to, by POST. */
  readonly url: string;
  /** Whether the user is on the way. */
  readonly isBusy: () => boolean;
  /** What the user was shown last on each way: the page of the client, or why there was none. */
  readonly pages: () => readonly string[];
}

/** Characters of a URL, and of a page, that are read. */
const urlLimit = 64 * 1024;
const pageLimit = 64 * 1024;
/** Milliseconds in which a client that has opened the browser must listen for the callback. */
const listenMs = 10_000;

/** Opens a desk for one client; what it opens and what comes back is recorded in `trace`. */
export async function openBrowserDesk(
  setup: Setup,
  trace: Trace,
  onOpened: () => void,
): Promise<BrowserDesk> {
  const secret = randomBytes(18).toString('base64url');
  const pages: string[] = [];
  const ways = new Set<Promise<void>>();
  const ending = new AbortController();
  const server = createServer(async (request, response) => {
    if (request.url !== `/${secret}` || request.method !== 'POST') return void response.writeHead(404).end();
    const url = await readText(request);
    response.writeHead(url === null ? 413 : 202).end();
    if (url === null) return;
    onOpened();
    const way = go(url).catch((error: unknown) => void pages.push((error as Error).message));
    ways.add(way);
    void way.finally(() => ways.delete(way));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const go = async (url: string) => {
    if (!mayOpen(url)) return refuse(url);
    const { redirectedTo, stuck } = await walk(url, setup);
    if (redirectedTo === null) pages.push(stuck ?? 'the authorization server ended the sign-in');
    else pages.push(await deliver(redirectedTo));
  };

  /** A browser would open it all the same, or a program that is no browser: that the client wants it is what counts. */
  const refuse = (url: string) => {
    const message = 'it is neither https nor http on loopback, and was not opened';
    record('authorization-server', 'authorization-request', url).finish({ code: 'not-opened', message });
    pages.push(message);
  };

  /** Brings the answer to the client, as a browser follows a redirect. */
  const deliver = async (callback: string): Promise<string> => {
    const open = record('client', 'authorization-response', callback);
    try {
      if (!mayOpen(callback)) throw new Error('it leads to no web address on this machine');
      const { response, text } = await whenListening(callback, ending.signal);
      const body = { text, bytes: Buffer.byteLength(text), truncated: text.length >= pageLimit };
      open.finish({ status: response.status, headers: [...response.headers], body });
      return text;
    } catch (error) {
      const message = `the answer could not be brought to the client: ${(error as Error).message}`;
      open.finish({ code: 'not-delivered', message });
      return message;
    }
  };

  const record = (to: 'client' | 'authorization-server', kind: Kind, url: string) =>
    trace.open({ from: 'browser', to, kind, method: 'GET', url, headers: [], body: null });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${secret}`,
    isBusy: () => ways.size > 0,
    pages: () => pages,
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      await Promise.allSettled(ways);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Kind = 'authorization-request' | 'authorization-response';

async function readText(request: IncomingMessage): Promise<string | null> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > urlLimit) return null;
  }
  return text;
}

/** Asks again while nobody listens: a client may open the browser first. */
async function whenListening(url: string, signal: AbortSignal) {
  const until = performance.now() + listenMs;
  for (;;) {
    try {
      const headers = { Accept: 'text/html' };
      const limit = AbortSignal.any([signal, AbortSignal.timeout(listenMs)]);
      const response = await fetch(url, { redirect: 'manual', headers, signal: limit });
      return { response, text: (await response.text()).slice(0, pageLimit) };
    } catch (error) {
      const { code } = ((error as Error).cause ?? {}) as { code?: string };
      if (code !== 'ECONNREFUSED') throw code ? new Error(code) : error;
      if (performance.now() > until) throw new Error('nobody listens there');
      await new Promise((resolve) => setTimeout(resolve, 50));
      signal.throwIfAborted();
    }
  }
}
