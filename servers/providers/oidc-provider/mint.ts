import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { foreignKey, ownKey } from './keys.ts';
import type { EmbeddedProvider, EmbeddedProviderOptions } from './options.ts';

/** Signs JWT access tokens as the provider does (RFC 9068 §2), outside of any flow. */
export function mint(
  issuer: string,
  { users, resources }: Pick<EmbeddedProviderOptions, 'users' | 'resources'>,
): EmbeddedProvider['mint'] {
  return async (claims = {}, { header = {}, key = 'own', expiresIn = 3600 } = {}) => {
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      iss: issuer,
      aud: resources()[0] ?? issuer,
      sub: users[0]?.username ?? 'nobody',
      client_id: 'mcp-conformance-minted',
      scope: 'mcp:tools',
      jti: randomUUID(),
      iat: now,
      exp: now + expiresIn,
      ...claims,
    };
    const signer = key === 'own' ? ownKey : foreignKey;
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: signer.kid, ...header })
      .sign(signer.privateKey);
  };
}
