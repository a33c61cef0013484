import { generateKeyPairSync, type JsonWebKeyInput, type KeyObject, randomUUID } from 'node:crypto';
import type { JWK } from 'jose';

/** A key pair for ES256 (RFC 7518 §3.4). */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

function generateKey(kid: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const marks = { kid, alg: 'ES256', use: 'sig' };
  return {
    kid,
    privateKey,
    publicKey,
    privateJwk: { ...exportJwk(privateKey), ...marks },
    publicJwk: { ...exportJwk(publicKey), ...marks },
  };
}

function exportJwk(key: KeyObject): JWK {
  return key.export({ format: 'jwk' }) as JsonWebKeyInput['key'] as JWK;
}

/** The key of all providers of this process, made when this module is loaded so that a further one starts at once. */
export const ownKey = generateKey(randomUUID());

/** A key that no provider publishes, under the same key id: only the signature betrays it. */
export const foreignKey = generateKey(ownKey.kid);
