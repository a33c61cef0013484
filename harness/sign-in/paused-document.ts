import type { HeaderLine } from '../trace/exchange.ts';

/** What a browser says about a document request that it holds, before or after its response. */
export interface Paused {
  readonly requestId: string;
  readonly networkId?: string;
  readonly redirectedRequestId?: string;
  readonly frameId: string;
  readonly request: {
    readonly url: string;
    readonly urlFragment?: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postData?: string;
  };
  readonly responseErrorReason?: string;
  readonly responseStatusCode?: number;
  readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[];
}

/** Schemes that stay inside a browser; any other belongs to an application (RFC 8252 §7.1). */
const ownSchemes = /^(https?|about|data|blob|javascript|file|chrome[a-z-]*|devtools|view-source):/i;

/** Whether a URL opens another application. */
export function leavesBrowser(url: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(url) && !ownSchemes.test(url);
}

export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

/** A callback URL with the fields of a form that was posted to it as its query. */
export function withFields(url: string, { method, postData, headers }: Paused['request']): string {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const posted = method === 'POST' && postData && /x-www-form-urlencoded/i.test(type);
  return posted ? `${url}${url.includes('?') ? '&' : '?'}${postData}` : url;
}

/** Resolves a reference without touching one that is absolute already: its spelling is evidence. */
export function absolute(reference: string, base: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return reference;
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}

/** The value of a header of a response that is held. */
export function headerOf({ responseHeaders = [] }: Paused, wanted: string): string | undefined {
  return responseHeaders.find(({ name }) => name.toLowerCase() === wanted)?.value;
}

export function linesOf({ responseHeaders = [] }: Paused): HeaderLine[] {
  return responseHeaders.map(({ name, value }) => [name, value] as const);
}

/** The answer to a callback that nobody listens for: it stays inside the browser, which asks for no icon then. */
export const landing = { responseCode: 204, responseHeaders: [{ name: 'Cache-Control', value: 'no-store' }] };

const failures: Readonly<Record<string, string>> = {
  TimedOut: 'it took too long',
  Aborted: 'the page went elsewhere meanwhile',
  ConnectionClosed: 'the connection was closed',
  ConnectionReset: 'the connection was reset',
  ConnectionRefused: 'the connection was refused',
  ConnectionAborted: 'the connection was ended',
  ConnectionFailed: 'the connection failed',
  NameNotResolved: 'the name does not resolve',
  InternetDisconnected: 'there is no network',
  AddressUnreachable: 'the address cannot be reached',
  BlockedByClient: 'the browser blocked it',
  BlockedByResponse: 'a header of the response blocked it',
  Failed: 'the browser gave up (a certificate it does not trust, perhaps)',
};

/** A browser's reason for having no response, in words. */
export function explainFailure(reason: string): string {
  return failures[reason] ?? reason;
}
