import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import type { Exchange } from './faulty.ts';

const limit = 56 * 1024;

/** Reads a request's body as text; `null` when it is longer than anything that the provider takes. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Puts a body in place of the one that was read, so that the provider reads it from a stream as ever. */
export function replaceBody(exchange: Exchange, text: string): void {
  const { req } = exchange;
  const { 'transfer-encoding': _, ...headers } = req.headers;
  const stream = new PassThrough();
  stream.end(text);
  const replacement = Object.assign(stream, {
    headers: { ...headers, 'content-length': String(Buffer.byteLength(text)) },
    method: req.method,
    url: req.url,
    baseUrl: (req as { baseUrl?: string }).baseUrl,
    socket: req.socket,
    httpVersion: req.httpVersion,
    httpVersionMajor: req.httpVersionMajor,
    httpVersionMinor: req.httpVersionMinor,
  }) as unknown as IncomingMessage;
  exchange.req = replacement;
  exchange.request.req = replacement;
  exchange.response.req = replacement;
}
