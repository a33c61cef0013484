import type { HeaderLine } from '../trace/exchange.ts';
import { headerValue, jsonObject } from '../trace/exchange.ts';
import type { Reply } from '../trace/http.ts';
import { readLimit } from '../trace/open-http.ts';
import type { OpenExchange } from '../trace/trace.ts';
import { Trace } from '../trace/trace.ts';
import type { SignInTask } from './driver.ts';
import { absolute } from './paused-document.ts';

/** A request for a document, as a browser says that it sends it. */
export interface DocumentRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly postData?: string;
}

/** Records a browser's request; the first of a trip is the authorization request. */
export function recordDocument(task: SignInTask, request: DocumentRequest, first: boolean): OpenExchange {
  const { note, http } = task;
  const text = request.postData;
  const exchange = {
    method: request.method,
    url: request.url,
    headers: Object.entries(request.headers),
    body: text === undefined ? null : { text, bytes: Buffer.byteLength(text), truncated: false },
    ...(first ? { kind: 'authorization-request' as const } : {}),
    ...(first && note ? { note } : {}),
  };
  const parties = { from: 'browser', to: 'authorization-server' } as const;
  return http.record?.(exchange) ?? new Trace().open({ ...exchange, ...parties });
}

/** Records a response. */
export function keepDocument(
  open: OpenExchange,
  url: string,
  response: { readonly status: number; readonly headers: readonly HeaderLine[]; readonly text: string },
): Reply {
  const { status, headers, text } = response;
  const bytes = Buffer.byteLength(text);
  const body = bytes === 0 ? null : { text, bytes, truncated: bytes >= readLimit };
  const written = headerValue(headers, 'location');
  const location = written === null ? null : absolute(written, url);
  const exchange = open.finish({ status, headers, body });
  return { exchange, status, text, headers, json: jsonObject(body), location };
}

/** Records that there was no response. */
export function failDocument(open: OpenExchange, code: string, message: string): Reply {
  const exchange = open.finish({ code, message });
  return { exchange, status: 0, text: '', headers: [], json: null, location: null };
}

/** Records an authorization request that was not sent, or not before our eyes. */
export function recordUnseen(task: SignInTask, code: string, message: string): Reply {
  const request = { url: task.url, method: 'GET', headers: {} };
  return failDocument(recordDocument(task, request, true), code, message);
}
