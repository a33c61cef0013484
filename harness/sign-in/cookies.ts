import { CookieJar } from 'tough-cookie';
import type { HeaderLine } from '../trace/exchange.ts';
import { headerValues } from '../trace/exchange.ts';

export { CookieJar };

/** An empty jar that honours paths, hosts and expiry as a browser does (RFC 6265). */
export function openCookieJar(): CookieJar {
  return new CookieJar(undefined, { rejectPublicSuffixes: false, looseMode: true });
}

/** Keeps what a response sets; a cookie that the jar refuses is left out, as in a browser. */
export function keepCookies(jar: CookieJar, headers: readonly HeaderLine[], url: string): void {
  for (const line of headerValues(headers, 'set-cookie')) jar.setCookieSync(line, url, { ignoreError: true });
}

/** The `Cookie` header for a request, if any. */
export function cookieHeader(jar: CookieJar, url: string): HeaderLine[] {
  const value = jar.getCookieStringSync(url);
  return value === '' ? [] : [['Cookie', value]];
}
