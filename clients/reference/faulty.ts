import { randomBytes } from 'node:crypto';

/** What came back from the browser, and what the client remembers of the request it belongs to. */
export interface PendingAuthorization {
  readonly state: string;
  /** The issuer of the validated metadata, recorded before the redirect (RFC 9207 §2.4). */
  readonly issuer: string;
  /** Whether that metadata announces `iss` in responses. */
  readonly announcesIssuer: boolean;
}

/** An outgoing HTTP request, before it is sent. */
export interface Outgoing {
  url: string;
  method: string;
  readonly headers: Headers;
  body: string | null;
}

/** What the reference client decides by, piece by piece; a fault replaces a piece before the client starts. */
export interface FaultyClient {
  newState: () => string | undefined;
  /** Why a callback is refused for its state, or `null`. */
  checkState: (response: URLSearchParams, pending: PendingAuthorization) => string | null;
  /** Why a callback is refused for its issuer, or `null` (RFC 9207 §2.4, MCP 2026-07-28). */
  checkIssuer: (response: URLSearchParams, pending: PendingAuthorization) => string | null;
  /** Whether an authorization error ends the flow. */
  stopsOnError: boolean;
  /** Why metadata may not be used, or `null`. */
  checkMetadata: (document: Record<string, unknown>, issuer: string, revision: string) => string | null;
  /** Why resource metadata may not be used, or `null`. */
  checkResource: (document: Record<string, unknown>, serverUrl: string, foundAt: string) => string | null;
  /** Whether a flow without resource metadata goes on. */
  needsResourceMetadata: boolean;
  /** Why an authorization URL may not be opened, or `null`. */
  checkAuthorizationUrl: (url: URL) => string | null;
  /** Changes the authorization URL before it is opened. */
  rewriteAuthorizationUrl: (url: URL) => void;
  /** Changes any request before it is sent. */
  rewriteRequest: (request: Outgoing) => void;
  /** How often one operation may send the user to the authorization server. */
  authorizationLimit: number;
  applicationType: string | undefined;
}

/** The conforming client. */
export function conformingPolicy(): FaultyClient {
  return {
    newState: () => randomBytes(24).toString('base64url'),
    checkState: (response, { state }) => {
      const came = response.getAll('state');
      return came.length === 1 && came[0] === state
        ? null
        : 'the state of the callback is not the one that was sent';
    },
    checkIssuer,
    stopsOnError: true,
    checkMetadata,
    checkResource: () => null,
    needsResourceMetadata: true,
    checkAuthorizationUrl,
    rewriteAuthorizationUrl: () => undefined,
    rewriteRequest: () => undefined,
    authorizationLimit: 3,
    applicationType: 'native',
  };
}

function checkIssuer(
  response: URLSearchParams,
  { issuer, announcesIssuer }: PendingAuthorization,
): string | null {
  const came = response.getAll('iss');
  if (came.length === 0)
    return announcesIssuer ? 'the callback has no iss, though the server announces it' : null;
  return came.length === 1 && came[0] === issuer
    ? null
    : 'the iss of the callback is not the issuer that was asked';
}

/** RFC 8414 §3.3: the issuer must be the one the URL was built from. MCP 2025-11-25: S256 must be announced. */
function checkMetadata(document: Record<string, unknown>, issuer: string, revision: string): string | null {
  if (document['issuer'] !== issuer) return `the metadata is of another issuer than ${issuer}`;
  const methods = document['code_challenge_methods_supported'];
  if (Array.isArray(methods) ? !methods.includes('S256') : revision >= '2025-11-25') {
    return 'the authorization server does not announce S256';
  }
  return null;
}

/** MCP security best practices: nothing but https, or http on loopback, is handed to a browser. */
function checkAuthorizationUrl(url: URL): string | null {
  if (url.protocol === 'https:') return null;
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  return url.protocol === 'http:' && loopback ? null : `the authorization URL has the scheme ${url.protocol}`;
}
