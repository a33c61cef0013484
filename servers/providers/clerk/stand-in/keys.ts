import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { newId } from './ids.ts';

/** A key for RS256, under a key id like those of Clerk's instances [F]. */
export interface InstanceKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The key of an instance, and one that it does not publish. */
export interface InstanceKeys {
  readonly own: InstanceKey;
  /** Under the key id of its own: only the signature betrays it. */
  readonly foreign: InstanceKey;
}

const generate = promisify(generateKeyPair);

async function makeKeys(): Promise<InstanceKeys> {
  const kid = newId('ins');
  const [own, foreign] = await Promise.all([
    generate('rsa', { modulusLength: 2048 }),
    generate('rsa', { modulusLength: 2048 }),
  ]);
  return { own: { kid, ...own }, foreign: { kid, ...foreign } };
}

let made: Promise<InstanceKeys> | undefined;

/** Keys made once for all stand-ins of a process: RSA keys take long to make. */
export function instanceKeys(): Promise<InstanceKeys> {
  made ??= makeKeys();
  return made;
}

/** The key set document (RFC 7517 §5). */
export function keySet({ own }: InstanceKeys): { keys: object[] } {
  return { keys: [{ ...own.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: own.kid }] };
}

/** The public key as PEM. */
export function publicKeyPem({ own }: InstanceKeys): string {
  return own.publicKey.export({ type: 'spki', format: 'pem' }).toString();
}
