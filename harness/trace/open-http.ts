import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import type { ExchangeKind, HeaderLine, Party } from './exchange.ts';
import { jsonObject } from './exchange.ts';
import { guardConnections } from './guard-connections.ts';
import type { Departure, Gate, Http, OutgoingRequest, Reply } from './http.ts';
import { recordingFetch } from './recording-fetch.ts';
import { type OpenExchange, Trace } from './trace.ts';

/** Keep-alive connections that several recorders share; `close` ends them all. */
export interface Connections {
  readonly http: http.Agent;
  readonly https: https.Agent;
  readonly close: () => void;
}

/** Milliseconds an idle connection is kept: less than servers keep theirs (5 s in Node), lest both use and end it at once. */
const idleMs = 2_000;

export interface ConnectionOptions {
  /** Trusted beside the well-known authorities; PEM. */
  readonly ca?: string;
  /** Resolves names, or refuses to. */
  readonly lookup?: LookupFunction;
  /** Why no connection is made to an address that a URL names instead of a name, or `null`: those are never looked up. */
  readonly whyNotTo?: (address: string) => string | null;
}

/** Opens a pool. */
export function openConnections({ ca, lookup, whyNotTo }: ConnectionOptions = {}): Connections {
  const resolving = lookup ? { lookup } : {};
  const pooling = { keepAlive: true, maxSockets: 64, timeout: idleMs, ...resolving };
  const plain = new http.Agent(pooling);
  const trust = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  const secure = new https.Agent({ ...pooling, ...trust });
  if (whyNotTo) for (const agent of [plain, secure]) guardConnections(agent, whyNotTo);
  return {
    http: plain,
    https: secure,
    close: () => {
      plain.destroy();
      secure.destroy();
    },
  };
}

export interface HttpOptions {
  readonly trace: Trace;
  /** Who sends. */
  readonly from: Party;
  /** Who a URL belongs to. */
  readonly partyOf: (url: string) => Party;
  readonly connections: Connections;
  /** Milliseconds for a whole exchange, the last byte of the body included. */
  readonly timeoutMs: number;
  /** Ends everything under way. */
  readonly signal?: AbortSignal | undefined;
  /** Where every request waits before it leaves, for somebody who steps through a flow. */
  readonly gate?: Gate | undefined;
  /** Makes an attempt to send to a URL, where its server may end and be started again meanwhile. */
  readonly supervise?: Supervise | undefined;
}

export type Supervise = <Answer>(url: string, attempt: () => Promise<Answer>) => Promise<Answer>;

/** Bytes of a body that are read before the connection is cut: a hostile server may never stop. */
export const readLimit = 2 * 1024 * 1024;

/** Opens a recorder for one party. */
export function openHttp(options: HttpOptions): Http {
  return {
    send: (request) => send(request, options),
    fetch: recordingFetch(options),
    conceal: (word, value) => void options.trace.secrets.placeholder(word, value),
    hide: (text) => options.trace.secrets.hide(text),
    aside: (request) => send(request, { ...options, trace: new Trace(), gate: undefined }),
    record: (request) =>
      options.trace.open({ ...request, from: options.from, to: options.partyOf(request.url) }),
  };
}

/** Lets a request through the gate, where there is one, and records that it leaves. */
export async function depart(
  request: Omit<Departure, 'from' | 'to'>,
  options: HttpOptions,
  marks: { readonly kind?: ExchangeKind; readonly note?: string } = {},
): Promise<{ readonly leaving: Departure; readonly open: OpenExchange }> {
  const asked = { ...request, from: options.from, to: options.partyOf(request.url) };
  const leaving = (await options.gate?.(asked)) ?? asked;
  const { body } = leaving;
  const recorded = body === null ? null : { text: body, bytes: Buffer.byteLength(body), truncated: false };
  return { leaving, open: options.trace.open({ ...leaving, ...marks, body: recorded }) };
}

async function send(request: OutgoingRequest, options: HttpOptions): Promise<Reply> {
  const { headers, body } = encode(request);
  const method = request.method ?? (body === null ? 'GET' : 'POST');
  const asked = { method, url: request.url, headers, body };
  const { leaving, open } = await depart(asked, options, {
    ...(request.kind ? { kind: request.kind } : {}),
    ...(request.note ? { note: request.note } : {}),
  });
  const timeoutMs = request.timeoutMs ?? options.timeoutMs;
  const attempt = async () => {
    const signals = [AbortSignal.timeout(timeoutMs), ...(options.signal ? [options.signal] : [])];
    const signal = AbortSignal.any(signals);
    const message = await exchangeOnce({ ...options, signal }, leaving);
    return { message, ...(await readBody(message, signal)) };
  };
  try {
    const { message, text, bytes, truncated } = await (options.supervise?.(leaving.url, attempt) ??
      attempt());
    return reply(leaving.url, message, text, open, bytes, truncated);
  } catch (error) {
    const failure = describeFailure(error, timeoutMs);
    return { exchange: open.finish(failure), status: 0, text: '', headers: [], json: null, location: null };
  }
}

function reply(
  url: string,
  message: http.IncomingMessage,
  text: string,
  open: OpenExchange,
  bytes: number,
  truncated: boolean,
): Reply {
  const headers = headerLines(message.rawHeaders);
  const status = message.statusCode ?? 0;
  const body = bytes === 0 ? null : { text, bytes, truncated };
  const location = message.headers.location;
  return {
    exchange: open.finish({ status, headers, body }),
    status,
    text,
    headers,
    json: truncated ? null : jsonObject(body),
    location: location === undefined ? null : resolve(location, url),
  };
}

/** Resolves a reference without touching one that is absolute already: its spelling is evidence. */
function resolve(location: string, base: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) return location;
  return URL.canParse(location, base) ? new URL(location, base).href : location;
}

function encode(request: OutgoingRequest): { headers: HeaderLine[]; body: string | null } {
  const headers = [...(request.headers ?? [])];
  const has = (name: string) => headers.some(([key]) => key.toLowerCase() === name);
  const { body } = request;
  if (body === undefined) return { headers, body: null };
  if (typeof body === 'string') return { headers, body };
  const form = body instanceof URLSearchParams;
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  if (!has('content-type')) headers.push(['Content-Type', type]);
  return { headers, body: form ? body.toString() : JSON.stringify(body) };
}

interface PlainRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string | null;
}

/** Sends one request on the pool and resolves with the head of the response. */
export function exchangeOnce(
  options: Pick<HttpOptions, 'connections' | 'signal'>,
  request: PlainRequest,
): Promise<http.IncomingMessage> {
  const target = new URL(request.url);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') {
    throw new TypeError(`cannot send to ${JSON.stringify(request.url)}: not an http or https URL`);
  }
  const secure = target.protocol === 'https:';
  const origin = /^[a-z]+:\/\/[^/?#]*/i.exec(request.url)?.[0] ?? '';
  const path = request.url.slice(origin.length).split('#', 1)[0] ?? '';
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? https : http).request(
      {
        hostname: target.hostname.replace(/^\[|\]$/g, ''),
        port: target.port || (secure ? 443 : 80),
        path: path.startsWith('/') ? path : `/${path}`,
        method: request.method,
        headers: complete(request, target.host).flat(),
        agent: secure ? options.connections.https : options.connections.http,
        ...(options.signal ? { signal: options.signal } : {}),
      },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.end(request.body ?? undefined);
  });
}

function complete(request: PlainRequest, host: string): HeaderLine[] {
  const given = new Set(request.headers.map(([name]) => name.toLowerCase()));
  const bodyless = request.body === null && (request.method === 'GET' || request.method === 'HEAD');
  const length = String(Buffer.byteLength(request.body ?? ''));
  const lines: HeaderLine[] = given.has('host') ? [] : [['Host', host]];
  lines.push(...request.headers);
  if (!given.has('content-length') && !bodyless) lines.push(['Content-Length', length]);
  if (!given.has('connection')) lines.push(['Connection', 'keep-alive']);
  return lines;
}

async function readBody(message: http.IncomingMessage, signal: AbortSignal) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const stop = () => message.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > readLimit) break;
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  const truncated = bytes > readLimit;
  return { text: Buffer.concat(chunks).toString('utf8'), bytes, truncated };
}

/** Pairs up Node's flat list of raw headers. */
export function headerLines(raw: readonly string[]): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2)
    lines.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return lines;
}

/** Puts a failed exchange into a stable code and a sentence. */
export function describeFailure(error: unknown, timeoutMs: number): { code: string; message: string } {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  const late =
    name === 'TimeoutError' || (error as { cause?: { name?: string } }).cause?.name === 'TimeoutError';
  if (late) return { code: 'timeout', message: `no complete answer within ${timeoutMs} ms` };
  if (name === 'AbortError') return { code: 'aborted', message: 'the run was ended while waiting' };
  return { code: code ?? 'error', message: message || code || 'the connection failed' };
}
