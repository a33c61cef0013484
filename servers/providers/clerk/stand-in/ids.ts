import { randomBytes } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Random letters and digits; 256 is not a multiple of 62, so bytes beyond the last multiple are drawn again. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < 248) text += alphabet[byte % 62];
  }
  return text.slice(0, length);
}

/** An id in Clerk's shape: a prefix that names the kind, and 27 letters and digits. */
export function newId(prefix: string): string {
  return `${prefix}_${randomText(27)}`;
}

/** An opaque access token, or the `jti` of a JWT: `oat_` and 32 hexadecimal digits [C]. */
export function newAccessTokenId(): string {
  return `oat_${randomBytes(16).toString('hex')}`;
}
