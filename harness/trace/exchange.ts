/**
 * One HTTP request with its response, as everybody but the sockets sees it.
 *
 * Exchanges are plain data with the secrets already replaced (see `secrets.ts`), so that
 * rules, reports and saved traces all look at the same thing.
 */

/** Who can speak or be spoken to on the wire. */
export type Party = 'client' | 'browser' | 'resource-server' | 'authorization-server' | 'harness';

/** A header as it stood on the wire: case kept, duplicates kept, in order. */
export type HeaderLine = readonly [name: string, value: string];

export interface RecordedBody {
  /** The text after redaction; at most the recorder's cap. */
  readonly text: string;
  /** Length on the wire, in bytes, also when `text` was cut. */
  readonly bytes: number;
  /** Whether `text` ends before the body did. */
  readonly truncated: boolean;
}

export interface RecordedRequest {
  readonly method: string;
  /** Absolute URL as sent, never normalised. */
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  readonly body: RecordedBody | null;
}

export interface RecordedResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: RecordedBody | null;
}

/** What an exchange is for, told from its shape (see `classify.ts`). */
export type ExchangeKind =
  | 'resource-metadata'
  | 'server-metadata'
  | 'keys'
  | 'registration-request'
  | 'client-metadata'
  | 'authorization-request'
  | 'sign-in'
  | 'authorization-response'
  | 'token-request'
  | 'revocation-request'
  | 'introspection-request'
  | 'mcp'
  | 'other';

export interface Exchange {
  /** Unique in its trace while recording (`1`, `2`, …); `x1`, `x2`, … in a report. */
  readonly id: string;
  readonly kind: ExchangeKind;
  readonly from: Party;
  readonly to: Party;
  /** ISO 8601 with milliseconds. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly request: RecordedRequest;
  /** `null` when none came; `failure` says why. */
  readonly response: RecordedResponse | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** What a reader needs to know that the bytes do not say, or ''. */
  readonly note: string;
}

/** All values of a header, whatever its case, in order. */
export function headerValues(headers: readonly HeaderLine[], name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
}

/** The values of a header joined with `, ` (RFC 9110 §5.3), or `null` when it is absent. */
export function headerValue(headers: readonly HeaderLine[], name: string): string | null {
  const values = headerValues(headers, name);
  return values.length === 0 ? null : values.join(', ');
}

/** The media type of a message in lower case and without parameters, or ''. */
export function mediaType(headers: readonly HeaderLine[]): string {
  return (headerValue(headers, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** The fragment sign of a recorded URL, which is not the `#` of a placeholder such as `‹code #1›`. */
const fragment = /#(?!\d+›)/;

/** The query parameters of a recorded URL. */
export function queryParameters(url: string): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : url.slice(start + 1).split(fragment, 1)[0]);
}

/** The query parameters of an exchange's URL. */
export function queryOf(exchange: Exchange): URLSearchParams {
  return queryParameters(exchange.request.url);
}

/** The form fields of a request body; empty when it is not a form. */
export function formOf(exchange: Exchange): URLSearchParams {
  const { headers, body } = exchange.request;
  if (!body || mediaType(headers) !== 'application/x-www-form-urlencoded') return new URLSearchParams();
  return new URLSearchParams(body.text);
}

/** A body parsed as a JSON object, or `null` when it is anything else. */
export function jsonObject(body: RecordedBody | null | undefined): Record<string, unknown> | null {
  if (!body) return null;
  try {
    const value: unknown = JSON.parse(body.text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
