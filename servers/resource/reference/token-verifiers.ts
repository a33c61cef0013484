import { createRemoteJWKSet, customFetch } from 'jose';
import type { VerifiedToken } from '../../../harness/define/token.ts';
import { allTokenChecks, type ReadToken, type TokenChecks } from './token-checks.ts';

/** Verifies an access token; throws `InvalidToken` when it is not good for this server. */
export type TokenVerifier = (token: string, checks?: TokenChecks) => Promise<VerifiedToken>;

/** The token is not good; the message is for the operator and goes into no answer. */
export class InvalidToken extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InvalidToken';
  }
}

export interface JwtVerifierOptions {
  readonly issuer: string;
  /** Found in the issuer's metadata when left out. */
  readonly jwksUri?: string;
  /** Not checked when left out, as in 2025-03-26. */
  readonly audience?: string;
  readonly fetch: typeof fetch;
}

/** Verifies JWT access tokens by the issuer's keys (RFC 9068 §4). */
export function jwtTokenVerifier(options: JwtVerifierOptions): TokenVerifier {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  const load = () => {
    keys ??= keySet(options).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
  return async (token, checks = allTokenChecks()) => {
    try {
      const read = await checks.signature(token, (await load()) as never);
      const problem = firstProblem(read, checks, options);
      if (problem !== null) throw new InvalidToken(problem);
      return verifiedToken(read.claims);
    } catch (cause) {
      if (cause instanceof InvalidToken) throw cause;
      throw new InvalidToken((cause as Error).message, { cause });
    }
  };
}

function firstProblem(
  read: ReadToken,
  checks: TokenChecks,
  { issuer, audience }: JwtVerifierOptions,
): string | null {
  const { claims } = read;
  if (!checks.issuer(claims, issuer)) return `the issuer is ${String(claims.iss)}`;
  if (!checks.validity(claims, Math.floor(Date.now() / 1000))) return 'outside its period of validity';
  if (audience !== undefined && !checks.audience(claims, audience)) return 'for another audience';
  if (typeof claims.sub !== 'string') return 'it names no subject';
  return checks.kind(read) ? null : 'no access token';
}

async function keySet(options: JwtVerifierOptions) {
  const uri = options.jwksUri ?? (await discoverKeys(options));
  return createRemoteJWKSet(new URL(uri), { [customFetch]: options.fetch as never, cooldownDuration: 2000 });
}

/** RFC 8414 §3.1 and OpenID Connect Discovery §4. */
async function discoverKeys({ issuer, fetch }: JwtVerifierOptions): Promise<string> {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  const candidates = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}/.well-known/openid-configuration${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ];
  for (const url of candidates) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    const document = response.ok ? ((await response.json()) as { jwks_uri?: unknown }) : {};
    if (typeof document.jwks_uri === 'string') return document.jwks_uri;
  }
  throw new InvalidToken(`the metadata of ${issuer} names no jwks_uri`);
}

/** What the claims of a good token say. */
export function verifiedToken(claims: Record<string, unknown>): VerifiedToken {
  const scopes = claims['scope'] ?? claims['scp'] ?? '';
  return {
    subject: String(claims['sub']),
    clientId: String(claims['client_id'] ?? claims['azp'] ?? ''),
    scopes: Array.isArray(scopes) ? scopes.map(String) : String(scopes).split(' ').filter(Boolean),
    expiresAt: typeof claims['exp'] === 'number' ? claims['exp'] : null,
    audience: [claims['aud'] ?? []].flat().map(String),
    claims,
  };
}

export interface IntrospectionOptions {
  readonly endpoint: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience?: string;
  readonly fetch: typeof fetch;
}

/** Verifies tokens at the introspection endpoint (RFC 7662 §2), authenticated with Basic. */
export function introspectingTokenVerifier(options: IntrospectionOptions): TokenVerifier {
  const basic = Buffer.from(
    `${encodeURIComponent(options.clientId)}:${encodeURIComponent(options.clientSecret)}`,
  ).toString('base64');
  return async (token, checks = allTokenChecks()) => {
    const response = await options.fetch(options.endpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, accept: 'application/json' },
      body: new URLSearchParams({ token, token_type_hint: 'access_token' }),
      signal: AbortSignal.timeout(5000),
    });
    const claims = (await response.json()) as Record<string, unknown>;
    if (!response.ok || claims['active'] !== true) throw new InvalidToken('the token is not active');
    if (options.audience !== undefined && !checks.audience(claims, options.audience)) {
      throw new InvalidToken('for another audience');
    }
    return verifiedToken({ sub: '', ...claims });
  };
}
