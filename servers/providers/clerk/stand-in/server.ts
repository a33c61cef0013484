import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clerkError } from './answers.ts';
import type { Instance } from './instance.ts';
import { type Answer, type Call, matchPath, type Route } from './route.ts';

const bodyLimit = 64 * 1024;

/** A request as it is logged: where to, never with what. */
export interface LoggedRequest {
  readonly api: 'frontend' | 'backend';
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export interface ApiOptions {
  readonly api: LoggedRequest['api'];
  readonly routes: readonly Route[];
  readonly instance: () => Instance;
  readonly log: (request: LoggedRequest) => void;
  readonly unknown: (request: string) => void;
  /** Answers instead of a route, where it has something to say. */
  readonly guard?: (call: Call, instance: Instance) => Answer | null;
  /** Changes what a route answered. */
  readonly finish?: (answer: Answer, call: Call, instance: Instance) => Answer;
}

/** Answers the requests of one API. */
export function apiHandler(options: ApiOptions): RequestListener {
  return (request, response) => {
    serve(request, response, options).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.end(`the stand-in failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, options: ApiOptions): Promise<void> {
  const call = await readCall(request);
  const answer =
    call === null
      ? clerkError(413, 'request_body_too_large', 'Body too large')
      : await answerTo(call, options);
  const { api } = options;
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  options.log({ api, method: request.method ?? 'GET', path, status: answer.status });
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': Buffer.byteLength(answer.body) });
  response.end(request.method === 'HEAD' ? '' : answer.body);
}

async function answerTo(
  call: Call,
  { api, routes, guard, finish, unknown, ...options }: ApiOptions,
): Promise<Answer> {
  const instance = options.instance();
  const fitting = routes.flatMap((route) => {
    const named = matchPath(route.path, call.path);
    return named === null ? [] : [{ route, named }];
  });
  const found = fitting.find(({ route }) => route.method === (call.method === 'HEAD' ? 'GET' : call.method));
  let answer: Answer;
  if (fitting.length === 0) {
    unknown(`${api} ${call.method} ${call.path}`);
    answer = clerkError(404, 'resource_not_found', 'Resource not found');
  } else {
    const full = found ? { ...call, named: found.named } : call;
    answer =
      guard?.(full, instance) ??
      (found
        ? await found.route.answer(full, instance)
        : clerkError(405, 'method_not_allowed', 'Method not allowed'));
  }
  return finish?.(answer, call, instance) ?? answer;
}

async function readCall(request: IncomingMessage): Promise<Call | null> {
  const body = await readBody(request);
  if (body === null) return null;
  const url = new URL(request.url ?? '/', 'http://stand-in.invalid');
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    named: {},
    query: url.searchParams,
    headers: request.headers,
    cookies: readCookies(request.headers.cookie ?? ''),
    form: new URLSearchParams(type === 'application/x-www-form-urlencoded' ? body : ''),
    json: type === 'application/json' ? jsonObject(body) : null,
  };
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= bodyLimit) chunks.push(chunk);
  }
  return length > bodyLimit ? null : Buffer.concat(chunks).toString('utf8');
}

function jsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function readCookies(header: string): Map<string, string> {
  return new Map(
    header.split(';').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const];
    }),
  );
}

/** Listens on 127.0.0.1, on a free port unless one is asked for. */
export function listen(server: Server, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Ends a server and everything that is connected to it. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
