import type http from 'node:http';
import type { HeaderLine } from './exchange.ts';
import type { HttpOptions } from './open-http.ts';
import { depart, describeFailure, exchangeOnce, headerLines, readLimit } from './open-http.ts';
import type { OpenExchange } from './trace.ts';

const redirectLimit = 10;

/** A `fetch` for SDKs that records through the same door; bodies stream and are recorded when they end. */
export function recordingFetch(options: HttpOptions): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, withDuplex(init));
    const body = request.body === null ? null : await request.text();
    const raw = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
    const headers: HeaderLine[] = [...request.headers].map(([name, value]) => [name, value] as const);
    return follow({ url: raw, method: request.method, headers, body }, request, options, 0);
  };
}

function withDuplex(init: RequestInit | undefined): RequestInit | undefined {
  return init?.body instanceof ReadableStream ? ({ ...init, duplex: 'half' } as RequestInit) : init;
}

interface Leg {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string | null;
}

async function follow(leg: Leg, request: Request, options: HttpOptions, hops: number): Promise<Response> {
  const { status, location, response } = await once(leg, request, options);
  if (location === null || status < 301 || status > 308 || status === 304 || request.redirect === 'manual') {
    return response;
  }
  await response.body?.cancel();
  if (request.redirect === 'error' || hops >= redirectLimit) {
    throw new TypeError(`fetch failed: redirected more often than allowed, last to ${location}`);
  }
  return follow(nextLeg(leg, status, location), request, options, hops + 1);
}

/** The request that follows a redirect, with the rules of the Fetch standard on methods and credentials. */
function nextLeg(leg: Leg, status: number, location: string): Leg {
  const url = new URL(location, leg.url).href;
  const becomesGet = status === 303 || (status < 303 && leg.method === 'POST');
  const sameOrigin = new URL(url).origin === new URL(leg.url).origin;
  const headers = leg.headers.filter(([name]) => {
    if (becomesGet && /^content-/i.test(name)) return false;
    return sameOrigin || !/^(authorization|cookie)$/i.test(name);
  });
  return { url, method: becomesGet ? 'GET' : leg.method, headers, body: becomesGet ? null : leg.body };
}

async function once(leg: Leg, request: Request, options: HttpOptions) {
  const { leaving, open } = await depart(leg, options);
  let timer: NodeJS.Timeout | undefined;
  const attempt = () => {
    const deadline = new AbortController();
    clearTimeout(timer);
    timer = setTimeout(() => deadline.abort(new DOMException('too slow', 'TimeoutError')), options.timeoutMs);
    const signal = AbortSignal.any([
      deadline.signal,
      request.signal,
      ...(options.signal ? [options.signal] : []),
    ]);
    return exchangeOnce({ ...options, signal }, leaving);
  };
  try {
    const message = await (options.supervise?.(leaving.url, attempt) ?? attempt());
    const headers = headerLines(message.rawHeaders);
    const status = message.statusCode ?? 0;
    return {
      status,
      location: message.headers.location ?? null,
      response: toResponse(message, headers, open, () => clearTimeout(timer)),
    };
  } catch (error) {
    clearTimeout(timer);
    open.finish(describeFailure(error, options.timeoutMs));
    throw new TypeError('fetch failed', { cause: error });
  }
}

const bodyless = new Set([101, 204, 205, 304]);

function toResponse(
  message: http.IncomingMessage,
  headers: readonly HeaderLine[],
  open: OpenExchange,
  done: () => void,
): Response {
  const status = message.statusCode ?? 0;
  const seen: Buffer[] = [];
  let bytes = 0;
  let finished = false;
  const finish = () => {
    finished = true;
    done();
    const text = Buffer.concat(seen).toString('utf8');
    const body = bytes === 0 ? null : { text, bytes, truncated: bytes > readLimit };
    open.finish({ status, headers, body });
  };
  // The reader may cancel, or the peer break off, at any time: only the first of these ends the stream.
  const endOnce = (end: () => void) => {
    if (finished) return;
    finish();
    end();
  };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      message.on('data', (chunk: Buffer) => {
        if (finished) return;
        bytes += chunk.length;
        if (bytes <= readLimit) seen.push(chunk);
        controller.enqueue(new Uint8Array(chunk));
        if (bytes > readLimit) message.destroy(new Error(`the body is longer than ${readLimit} bytes`));
      });
      message.on('end', () => endOnce(() => controller.close()));
      message.on('error', (error) => endOnce(() => controller.error(error)));
      message.on('close', () =>
        endOnce(() => controller.error(new Error('the connection was closed before the body ended'))),
      );
    },
    cancel() {
      endOnce(() => message.destroy());
    },
  });
  const init = { status, headers: headers.map(([name, value]): [string, string] => [name, value]) };
  if (!bodyless.has(status)) return new Response(stream, init);
  message.resume();
  endOnce(() => undefined);
  return new Response(null, init);
}
