import type { Request, RequestHandler, Response } from 'express';
import { Problem } from './explain.ts';
import { isSessionId, newSessionId, type Seal, sealOf } from './sealing.ts';
import type { WebClientSettings } from './settings.ts';

/** One request of a user's browser: where it thinks that it is, and whose session it carries. */
export interface Visit {
  /** The origin of this client as the browser knows it. */
  readonly origin: string;
  readonly sessionId: string;
  readonly seal: Seal;
}

type Rules = Pick<WebClientSettings, 'publicUrl' | 'trustProxy'>;

const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Keeps out who came by another name: DNS rebinding makes a foreign page look like one of ours. */
export function checkHost({ publicUrl, trustProxy }: Rules): RequestHandler {
  const own = publicUrl === null ? null : new URL(publicUrl).host;
  return (request, _response, next) => {
    const host = request.headers.host ?? '';
    const isOwn = own === null ? trustProxy || loopbackHost.test(host) : request.host === own || host === own;
    if (isOwn) return next();
    next(
      new Problem('This client does not answer to the name in the request.', {
        remedy: 'Open the address that it printed, or set PUBLIC_URL to the one that users have.',
        status: 421,
      }),
    );
  };
}

/** Reads the visit of a request, and begins a session where there is none. */
export function openVisit(request: Request, response: Response, { publicUrl }: Rules): Visit {
  const origin = publicUrl ?? `${request.protocol}://${request.host}`;
  const known = cookieOf(request, cookieName(origin));
  const sessionId = known ?? newSessionId();
  if (known === null) giveCookie(response, origin, sessionId);
  return { origin, sessionId, seal: sealOf(sessionId) };
}

/** Hands the browser the identifier of its session; neither scripts nor other sites' forms can use it. */
export function giveCookie(response: Response, origin: string, sessionId: string): void {
  response.cookie(cookieName(origin), sessionId, cookieRules(origin));
}

/** Takes the identifier back. */
export function dropCookie(response: Response, origin: string): void {
  response.clearCookie(cookieName(origin), cookieRules(origin));
}

function cookieRules(origin: string) {
  return { httpOnly: true, sameSite: 'lax', secure: isSecure(origin), path: '/' } as const;
}

const isSecure = (origin: string) => origin.startsWith('https:');

/** With TLS the browser vouches for where the cookie came from (RFC 6265bis §4.1.3.2). */
function cookieName(origin: string): string {
  return isSecure(origin) ? '__Host-mcp-web-client' : 'mcp-web-client';
}

function cookieOf(request: Request, name: string): string | null {
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.find(isSessionId) ?? null;
}

/** Throws unless a form came from a page of this session: other sites can send forms, too. */
export function checkForm(request: Request, { origin, seal }: Visit): void {
  const from = request.headers.origin;
  const { token } = (request.body ?? {}) as { token?: unknown };
  if ((from === undefined || from === origin) && typeof token === 'string' && seal.isFormToken(token)) return;
  throw new Problem('This form is not of the page that is open here.', {
    remedy: 'Go back to the first page and send it again; cookies have to be allowed.',
    status: 403,
  });
}
