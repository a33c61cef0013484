/** Requests and responses as HTTP Archive 1.2 wants them. */
import { formOf, headerValue, queryOf } from './message-fields.ts';
import type { ReportExchange } from './schema.ts';

interface NameValue {
  readonly name: string;
  readonly value: string;
}

type Headers = ReportExchange['request']['headers'];
type Body = ReportExchange['request']['body'];

/** The recorder keeps no protocol version, and says nothing of how long the headers were. */
const unknownVersion = 'HTTP/1.1';
const unknownSize = -1;

/** The request of an exchange. */
export function harRequest(exchange: ReportExchange) {
  const { method, url, headers, body } = exchange.request;
  return {
    method,
    url: encodePlaceholders(url),
    httpVersion: unknownVersion,
    cookies: requestCookies(headers),
    headers: pairs(headers),
    queryString: pairs([...queryOf(url)]),
    ...(body ? { postData: postData(exchange, body) } : {}),
    headersSize: unknownSize,
    bodySize: body?.bytes ?? 0,
  };
}

/** The response of an exchange; status 0 when none came, as browsers write it. */
export function harResponse({ response }: ReportExchange) {
  const headers = response?.headers ?? [];
  return {
    status: response?.status ?? 0,
    statusText: '',
    httpVersion: unknownVersion,
    cookies: responseCookies(headers),
    headers: pairs(headers),
    content: content(headers, response?.body ?? null),
    redirectURL: encodePlaceholders(headerValue(headers, 'location') ?? ''),
    headersSize: unknownSize,
    bodySize: response?.body?.bytes ?? 0,
  };
}

/** A placeholder is no URL text: its `#` would begin a fragment and hide the parameters after it. */
function encodePlaceholders(url: string): string {
  return url.replaceAll(/‹[^›]*›/g, encodeURIComponent);
}

const pairs = (entries: readonly (readonly [string, string])[]): NameValue[] =>
  entries.map(([name, value]) => ({ name, value }));

function postData(exchange: ReportExchange, body: NonNullable<Body>) {
  return {
    mimeType: headerValue(exchange.request.headers, 'content-type') ?? '',
    params: pairs([...formOf(exchange)]),
    text: body.text,
    ...cutComment(body),
  };
}

function content(headers: Headers, body: Body) {
  const mimeType = headerValue(headers, 'content-type') ?? 'x-unknown';
  return body ? { size: body.bytes, mimeType, text: body.text, ...cutComment(body) } : { size: 0, mimeType };
}

const cutComment = ({ truncated }: NonNullable<Body>) =>
  truncated ? { comment: 'The recorder kept only the beginning.' } : {};

function requestCookies(headers: Headers): NameValue[] {
  const cookies = (headerValue(headers, 'cookie') ?? '').split(/;\s*/).filter(Boolean);
  return cookies.map(nameAndValue);
}

function responseCookies(headers: Headers) {
  const lines = headers.filter(([name]) => name.toLowerCase() === 'set-cookie');
  return lines.map(([, line]) => {
    const [first = '', ...rest] = line.split(';');
    const attributes = new Map(
      rest.map(nameAndValue).map(({ name, value }) => [name.toLowerCase(), value] as const),
    );
    const path = attributes.get('path');
    const domain = attributes.get('domain');
    return {
      ...nameAndValue(first),
      ...(path === undefined ? {} : { path }),
      ...(domain === undefined ? {} : { domain }),
      httpOnly: attributes.has('httponly'),
      secure: attributes.has('secure'),
    };
  });
}

function nameAndValue(pair: string): NameValue {
  const equals = pair.indexOf('=');
  if (equals < 0) return { name: pair.trim(), value: '' };
  return { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim() };
}
