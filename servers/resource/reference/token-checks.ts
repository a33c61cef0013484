import { type CompactVerifyGetKey, compactVerify, type JWTPayload } from 'jose';

/** What a token says and how it is marked, once its signature is known to be good. */
export interface ReadToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: JWTPayload;
}

/** The checks of a token, one by one. A server is built with all of them; a fault replaces one. */
export interface TokenChecks {
  /** Verifies the signature by the issuer's keys (RFC 7515 §5.2) and reads what it covers. */
  signature: (token: string, keys: CompactVerifyGetKey) => Promise<ReadToken>;
  issuer: (claims: JWTPayload, wanted: string) => boolean;
  /** `exp` and `nbf`, in seconds (RFC 7519 §4.1). */
  validity: (claims: JWTPayload, now: number) => boolean;
  audience: (claims: JWTPayload, wanted: string) => boolean;
  /** Whether it is an access token, and no token of another kind. */
  kind: (token: ReadToken) => boolean;
}

/** Seconds by which clocks may differ. */
const clockTolerance = 5;

/** Asymmetric ones only: an HMAC over the public key would verify elsewhere (RFC 8725 §3.1). */
export const signatureAlgorithms = [
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

/** All checks of RFC 9068 §4. */
export function allTokenChecks(): TokenChecks {
  return {
    signature: async (token, keys) => {
      const { payload, protectedHeader } = await compactVerify(token, keys, {
        algorithms: signatureAlgorithms,
      });
      return { header: { ...protectedHeader }, claims: claimsIn(payload) };
    },
    issuer: ({ iss }, wanted) => iss === wanted,
    validity: ({ exp, nbf }, now) =>
      typeof exp === 'number' &&
      exp > now - clockTolerance &&
      (nbf === undefined || (typeof nbf === 'number' && nbf <= now + clockTolerance)),
    audience: ({ aud }, wanted) => [aud ?? []].flat().includes(wanted),
    kind: ({ header, claims }) => {
      if (/^(application\/)?at\+jwt$/i.test(String(header['typ'] ?? ''))) return true;
      const looksLikeId = idTokenClaims.some((name) => name in claims);
      return !looksLikeId && ['client_id', 'scope', 'scp'].some((name) => name in claims);
    },
  };
}

/** Reads a payload as claims; throws for anything but a JSON object (RFC 7519 §7.2). */
export function claimsIn(payload: Uint8Array): JWTPayload {
  const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  if (typeof claims === 'object' && claims !== null && !Array.isArray(claims)) return claims as JWTPayload;
  throw new TypeError('the payload is no JSON object');
}
