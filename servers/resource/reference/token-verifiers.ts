import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import type { VerifiedToken } from '../../../harness/define/token.ts';

/** Verifies an access token; throws `InvalidToken` when it is not good for this server. */
export type TokenVerifier = (token: string) => Promise<VerifiedToken>;

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

const asymmetric = [
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'EdDSA',
  'Ed25519',
];

/** Claims that only ID tokens have (OpenID Connect Core §2). */
const idTokenClaims = ['nonce', 'at_hash', 'c_hash', 'auth_time', 'azp'];

/** Verifies JWT access tokens by the issuer's keys (RFC 9068 §4), asymmetric algorithms only (RFC 8725 §3.1). */
export function jwtTokenVerifier(options: JwtVerifierOptions): TokenVerifier {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  const load = () => {
    keys ??= keySet(options).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
  return async (token) => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, await load(), {
        issuer: options.issuer,
        algorithms: asymmetric,
        clockTolerance: 5,
        requiredClaims: ['exp', 'sub'],
        ...(options.audience === undefined ? {} : { audience: options.audience }),
      });
      return verified(payload, String(protectedHeader.typ ?? ''));
    } catch (cause) {
      if (cause instanceof InvalidToken) throw cause;
      throw new InvalidToken((cause as Error).message, { cause });
    }
  };
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

function verified(claims: Record<string, unknown>, typ: string): VerifiedToken {
  const isAccessToken = /^(application\/)?at\+jwt$/i.test(typ);
  if (!isAccessToken && idTokenClaims.some((name) => name in claims)) throw new InvalidToken('an ID token');
  if (!isAccessToken && !('client_id' in claims) && !('scope' in claims) && !('scp' in claims)) {
    throw new InvalidToken('neither of type at+jwt nor with the claims of an access token');
  }
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
  return async (token) => {
    const response = await options.fetch(options.endpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, accept: 'application/json' },
      body: new URLSearchParams({ token, token_type_hint: 'access_token' }),
      signal: AbortSignal.timeout(5000),
    });
    const claims = (await response.json()) as Record<string, unknown>;
    if (!response.ok || claims['active'] !== true) throw new InvalidToken('the token is not active');
    const found = verified({ sub: '', ...claims }, 'at+jwt');
    if (options.audience !== undefined && !found.audience.includes(options.audience)) {
      throw new InvalidToken(`the token is for ${found.audience.join(' ') || 'no audience'}`);
    }
    return found;
  };
}
