/** Reads the fields of a recorded message. */
import type { ReportExchange } from './schema.ts';

type Headers = ReportExchange['request']['headers'];
type Body = ReportExchange['request']['body'];

/** All values of a header joined with `, `, or `null` when it is absent. */
export function headerValue(headers: Headers, name: string): string | null {
  const values = headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? null : values.join(', ');
}

/** The media type of a message in lower case and without parameters, or ''. */
export function mediaType(headers: Headers): string {
  return (headerValue(headers, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** The fragment sign of a recorded URL, which is not the `#` of a placeholder such as `‹code #1›`. */
const fragment = /#(?!\d+›)/;

/** Parameters beyond so many characters are left unread: they are an attack on the reader, not a message. */
const longestRead = 100_000;

/** The query parameters of a recorded URL, repeated ones kept. */
export function queryOf(url: string): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(
    start < 0 ? '' : url.slice(start + 1, start + longestRead).split(fragment, 1)[0],
  );
}

/** The path of a recorded URL as it was sent. */
export function pathOf(url: string): string {
  return (
    url
      .split('?', 1)[0]
      ?.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
      .split(fragment, 1)[0] || '/'
  );
}

/** The form fields of a request; empty when its body is no form. */
export function formOf({ request }: ReportExchange): URLSearchParams {
  const isForm = mediaType(request.headers) === 'application/x-www-form-urlencoded';
  return new URLSearchParams(isForm ? (request.body?.text ?? '').slice(0, longestRead) : '');
}

/** A body parsed as a JSON object; empty when it is anything else. */
export function jsonMembers(body: Body | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body?.text ?? '');
    return isMembers(value) ? value : {};
  } catch {
    return {};
  }
}

/** Whether a JSON value is an object. */
export function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON value on one line, strings without quotes. */
export function briefly(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
