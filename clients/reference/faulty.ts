import { randomBytes } from 'node:crypto';
import { type Challenge, parseChallenges } from '../../harness/define/challenge.ts';
import { authenticate, type RegisteredClient, type TokenRequest } from './client-authentication.ts';
import { checkEndpoint, checkMetadata, checkResource, type FoundAt } from './document-checks.ts';

/** What came back from the browser, and what the client remembers of the request it belongs to. */
export interface PendingAuthorization {
  readonly state: string;
  /** The issuer of the validated metadata, recorded before the redirect (RFC 9207 §2.4); '' where there is none. */
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

export interface StoredTokens {
  readonly access_token: string;
  readonly token_type: string;
  readonly refresh_token?: string;
  readonly scope?: string;
  readonly issuer?: string;
}

/** What the client knows about scopes when it is about to ask for some. */
export interface ScopeSources {
  /** What the SDK made of the rest. */
  readonly chosen: string | null;
  /** The last challenge of the MCP server. */
  readonly challenged: string | null;
  /** `scopes_supported` of the resource metadata and of the authorization server's. */
  readonly listed: readonly string[];
  readonly supported: readonly string[];
  /** All that were asked for before. */
  readonly requested: readonly string[];
  readonly refusal: Refusal;
}

/** Why the MCP server did not serve a request. */
export type Refusal = 'unauthorized' | 'insufficient-scope';

/** What a client holds at one authorization server: what it was configured with, what it registered as, its tokens. */
export type Credential = 'configuration' | 'registration' | 'tokens';

export type Browse = (url: string) => Promise<string | null>;
export type Transmit = (request: Outgoing) => Promise<Response>;

/** What the reference client decides by, piece by piece; a fault replaces a piece before the client starts. */
export interface FaultyClient {
  newState: () => string | undefined;
  /** Why a callback is refused for its state, or `null`. */
  checkState: (response: URLSearchParams, pending: PendingAuthorization) => string | null;
  /** Why a callback is refused for its issuer, or `null` (RFC 9207 §2.4, MCP 2026-07-28). */
  checkIssuer: (response: URLSearchParams, pending: PendingAuthorization) => string | null;
  /** Whether an issuer is checked before anything else of a response is believed, its errors included. */
  checksIssuerFirst: boolean;
  /** Whether the SDK, too, may check the issuer of a callback that was accepted. */
  sdkChecksIssuer: boolean;
  /** Whether an authorization error ends the flow. */
  stopsOnError: boolean;
  /** Whether a callback ends the request it belongs to. */
  forgetsRequest: boolean;
  /** Reads the challenges of a refusal (RFC 9110 §11.6.1). */
  readChallenges: (lines: readonly string[]) => readonly Challenge[];
  /** Why metadata may not be used, or `null`. */
  checkMetadata: (
    document: Record<string, unknown>,
    issuer: string,
    revision: string,
    foundAt: string,
  ) => string | null;
  /** Why resource metadata may not be used, or `null`. */
  checkResource: (document: Record<string, unknown>, serverUrl: string, foundAt: FoundAt) => string | null;
  /** Why an endpoint may not be used, or `null`. */
  checkEndpoint: (url: string) => string | null;
  /** Whether a flow without resource metadata that names an authorization server ends. */
  needsResourceMetadata: boolean;
  /** Whether a flow without authorization server metadata ends. */
  needsServerMetadata: (revision: string) => boolean;
  /** Whether the client that was registered by hand is used, knowing the metadata of the server. */
  usesPreregistered: (metadata: Readonly<Record<string, unknown>>) => boolean;
  /** The id to use where none was registered, or `null`. */
  inventClientId: (metadata: Readonly<Record<string, unknown>>) => string | null;
  /** Whether credentials that came from one issuer may be shown to another (MCP 2026-07-28). */
  mayPresent: (issuer: string | undefined, to: string, what: Credential) => boolean;
  /** Changes the client's metadata document before it is hosted. */
  metadataDocument: (members: Record<string, unknown>) => void;
  /** What the user is told of an error. */
  describe: (message: string) => string;
  /** Why an authorization URL may not be opened, or `null`. */
  checkAuthorizationUrl: (url: URL) => string | null;
  /** Changes the authorization URL before it is opened. */
  rewriteAuthorizationUrl: (url: URL) => void;
  /** Takes the user to a URL and brings back the callback; faults go astray on the way. */
  browse: (url: string, open: Browse) => Promise<string | null>;
  /** Changes any request before it is sent. */
  rewriteRequest: (request: Outgoing) => void;
  /** Sends a request and brings back the answer; faults send more, or read the answer as another. */
  transmit: (request: Outgoing, send: Transmit) => Promise<Response>;
  /** The scopes to ask for, or `null` to leave them out. */
  chooseScope: (sources: ScopeSources) => string | null;
  /** Whether a refresh token is tried where scope is missing: a refresh cannot widen it (RFC 6749 §6). */
  refreshesToStepUp: boolean;
  /** Whether one operation may send the user to the authorization server again. */
  mayAuthorize: (attempts: number, refusal: Refusal) => boolean;
  /** Authenticates a token request. */
  authenticate: (client: RegisteredClient, request: TokenRequest) => void;
  /** Whether what the server refused is asked again after the user authorized. */
  repeatsRequest: (refusal: Refusal) => boolean;
  /** The code verifier to keep, of the one that the SDK made. */
  keepVerifier: (made: string) => string;
  /** Whether a code is presented once, whatever the answer (RFC 6749 §4.1.2). */
  presentsCodesOnce: boolean;
  /** The tokens to keep after a token response; throws when it refuses them. */
  keepTokens: (fresh: StoredTokens, previous: StoredTokens | undefined) => StoredTokens;
  /** The certificate of an authority to trust beside the well-known ones, PEM; `null` for none. */
  alsoTrusts: (() => Promise<string>) | null;
  /** Whether results are kept for every user alike, and not for one connection. */
  sharesResults: boolean;
  /** What the client registers as (OpenID Connect Registration §2). */
  applicationType: 'native' | 'web';
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
    checksIssuerFirst: true,
    sdkChecksIssuer: true,
    stopsOnError: true,
    forgetsRequest: true,
    readChallenges: parseChallenges,
    checkMetadata,
    checkResource,
    checkEndpoint,
    needsResourceMetadata: true,
    needsServerMetadata: (revision) => revision !== '2025-03-26',
    usesPreregistered: () => true,
    inventClientId: () => null,
    mayPresent: (issuer, to) => issuer === undefined || issuer === to,
    metadataDocument: () => undefined,
    describe: (message) => message,
    checkAuthorizationUrl,
    rewriteAuthorizationUrl: () => undefined,
    browse: (url, open) => open(url),
    rewriteRequest: () => undefined,
    transmit: (request, send) => send(request),
    chooseScope,
    refreshesToStepUp: false,
    mayAuthorize: (attempts) => attempts < 3,
    authenticate,
    repeatsRequest: () => true,
    keepVerifier: (made) => made,
    presentsCodesOnce: true,
    keepTokens: (fresh) => fresh,
    alsoTrusts: null,
    sharesResults: false,
    applicationType: 'native',
  };
}

/** MCP 2026-07-28 step-up authorization flow: whatever was asked for before is asked for again. */
function chooseScope({ chosen, requested, refusal }: ScopeSources): string | null {
  if (refusal !== 'insufficient-scope' || chosen === null) return chosen;
  return [...new Set([...requested, ...chosen.split(' ')])].join(' ');
}

function checkIssuer(
  response: URLSearchParams,
  { issuer, announcesIssuer }: PendingAuthorization,
): string | null {
  const came = response.getAll('iss');
  if (came.length === 0)
    return announcesIssuer ? 'the callback has no iss, though the server announces it' : null;
  // Where there is no metadata (MCP 2025-03-26), nobody has said who the issuer is.
  return issuer === '' || (came.length === 1 && came[0] === issuer)
    ? null
    : 'the iss of the callback is not the issuer that was asked';
}

/** MCP security best practices: nothing but https, or http on loopback, is handed to a browser. */
function checkAuthorizationUrl(url: URL): string | null {
  if (url.protocol === 'https:') return null;
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  return url.protocol === 'http:' && loopback ? null : `the authorization URL has the scheme ${url.protocol}`;
}
