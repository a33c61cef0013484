import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HeaderLine, type Party, queryParameters } from './exchange.ts';
import { headerLines, readLimit } from './open-http.ts';
import type { Trace, WireMessage } from './trace.ts';

/** Answers requests, as `node:http` hands them over. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

/** Wraps the listener of a server that we host, so that what its callers do is recorded. */
export type ServerTap = (listener: RequestListener) => RequestListener;

export interface TapOptions {
  /** The trace that records a request, or `null` to let it pass unseen. */
  readonly traceOf: (request: IncomingMessage) => Trace | null;
  /** Who a URL belongs to. */
  readonly partyOf: (url: string) => Party;
  /** Told which exchange a request has become, and on which connection it came. */
  readonly onBegin?: (exchangeId: string, connection: string) => void;
}

/**
 * Opens a tap for callers that are not ours: a client under test, a person's browser.
 *
 * Our own callers record where they send. The tap neither delays nor changes anything: it looks at the bytes as
 * the server reads and writes them.
 */
export function openServerTap(options: TapOptions): ServerTap {
  return (listener) => (request, response) => {
    const trace = options.traceOf(request);
    if (trace) record(trace, options, request, response);
    listener(request, response);
  };
}

function record(
  trace: Trace,
  { partyOf, onBegin }: TapOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { method = 'GET', socket } = request;
  const host = request.headers.host ?? `${socket.localAddress}:${socket.localPort}`;
  const url = `${'encrypted' in socket ? 'https' : 'http'}://${host}${request.url ?? '/'}`;
  const headers = headerLines(request.rawHeaders);
  const read = collectRead(request);
  const written = collectWritten(response);
  const [from, to] = [callerOf(request), partyOf(url)];
  const kind = from === 'browser' && isWithinPages(request, host) ? { kind: 'sign-in' as const } : {};
  const open = trace.open({ from, to, method, url, headers, body: null, ...kind });
  onBegin?.(open.id, `${socket.remoteAddress}:${socket.remotePort} ${socket.localPort}`);
  const sent = onlyOnce(() => open.sent(read()));
  request.once('end', sent);
  response.once('close', () => {
    sent();
    open.finish(
      response.headersSent
        ? { status: response.statusCode, headers: sentHeaders(response), body: written() }
        : { code: 'aborted', message: 'the caller went away before an answer came' },
    );
  });
}

function onlyOnce(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

/** What our own MCP server says it is where it fetches metadata and keys to verify tokens. */
export const verifierAgent = 'mcp-conformance-token-verifier';

/**
 * A navigation is a browser's, and so is what acts as one: it carries an authorization request, or cookies. What
 * verifies tokens says so or asks for keys; all else is a client's.
 */
export function callerOf(request: IncomingMessage): Party {
  const { headers, method, url = '' } = request;
  if (headers['user-agent'] === verifierAgent) return 'resource-server';
  const { 'sec-fetch-dest': destination = 'empty', 'access-control-request-method': preflight } = headers;
  if (headers['sec-fetch-mode'] === 'navigate' || destination !== 'empty' || preflight) return 'browser';
  const wantsPage = (headers.accept ?? '').includes('text/html') && headers.authorization === undefined;
  if (wantsPage && (method === 'GET' || method === 'POST')) return 'browser';
  if (asksForAuthorization(request) || (headers.cookie && !headers.authorization)) return 'browser';
  return /\/jwks(\.json)?$/.test(url.split('?', 1)[0] ?? '') ? 'resource-server' : 'client';
}

/** Whether a browser was led there by a page of the same server, which may repeat what the client asked for. */
function isWithinPages({ headers }: IncomingMessage, host: string): boolean {
  const { 'sec-fetch-site': site, referer = '' } = headers;
  if (site !== undefined) return site === 'same-origin';
  return URL.canParse(referer) && new URL(referer).host === host;
}

/** Whether a request is what a client hands to the user's browser (RFC 6749 §4.1.1), whoever sends it. */
export function asksForAuthorization({ method, url = '' }: IncomingMessage): boolean {
  const query = queryParameters(url);
  return (
    method === 'GET' && query.has('client_id') && (query.has('response_type') || query.has('redirect_uri'))
  );
}

type Body = WireMessage['body'];

function collector() {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return {
    add: (chunk: unknown, encoding?: unknown) => {
      if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return;
      const known = typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8';
      const buffer = typeof chunk === 'string' ? Buffer.from(chunk, known) : Buffer.from(chunk);
      if (bytes <= readLimit) chunks.push(buffer);
      bytes += buffer.length;
    },
    body: (): Body => {
      const text = Buffer.concat(chunks).toString('utf8');
      return bytes === 0 ? null : { text, bytes, truncated: bytes > readLimit };
    },
  };
}

/** Looks at what the parser hands to the request stream; listening for `data` would take it from the server. */
function collectRead(request: IncomingMessage): () => Body {
  const { add, body } = collector();
  const push = request.push.bind(request);
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    add(chunk, encoding);
    return push(chunk, encoding);
  };
  return body;
}

function collectWritten(response: ServerResponse): () => Body {
  const { add, body } = collector();
  const { write, end } = response;
  response.write = function (this: ServerResponse, ...args: unknown[]) {
    add(args[0], args[1]);
    return Reflect.apply(write, this, args);
  } as typeof response.write;
  response.end = function (this: ServerResponse, ...args: unknown[]) {
    if (typeof args[0] !== 'function') add(args[0], args[1]);
    return Reflect.apply(end, this, args);
  } as typeof response.end;
  return body;
}

/** The header block as it was sent, names and order included, which no public field keeps. */
function sentHeaders(response: ServerResponse): HeaderLine[] {
  const { _header: block } = response as ServerResponse & { readonly _header?: string };
  if (typeof block !== 'string') return response.getHeaderNames().flatMap((name) => linesOf(response, name));
  return block
    .split('\r\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    });
}

function linesOf(response: ServerResponse, name: string): HeaderLine[] {
  return [response.getHeader(name) ?? ''].flat().map((value) => [name, String(value)] as const);
}
