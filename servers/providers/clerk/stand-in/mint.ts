import { type JWTPayload, SignJWT } from 'jose';
import type { Mint } from '../../../../harness/define/provider.ts';
import { newAccessTokenId, newId } from './ids.ts';
import type { Instance } from './instance.ts';

/** Makes access tokens as the instance does, outside of any flow, for tokens that are wrong in one thing. */
export function mintFor(instance: Instance): Mint {
  return async (claims, { header = {}, key = 'own', opaque = false } = {}) => {
    const now = instance.now();
    const [user] = instance.users.values();
    const payload = {
      iss: instance.issuer,
      sub: user?.id ?? 'user_nobody',
      client_id: 'mcp-conformance-minted',
      scope: 'profile email',
      jti: newAccessTokenId(),
      iat: now,
      nbf: now - 10,
      exp: now + 3600,
      ...claims,
    };
    if (opaque && !instance.settings.jwtAccessTokens) return keepOpaque(instance, payload);
    const { kid, privateKey } = instance.keys[key];
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid, ...header })
      .sign(privateKey);
  };
}

/** Issues an opaque token of which the Backend API says what the claims say. */
function keepOpaque(instance: Instance, { sub, client_id, scope, aud, iat, exp }: JWTPayload): string {
  const scopes = String(scope).split(' ');
  const token = {
    id: newAccessTokenId(),
    grant: {
      id: newId('grant'),
      clientId: String(client_id),
      userId: String(sub),
      scopes,
      resource: [aud ?? []].flat(),
      nonce: null,
    },
    scopes,
    issuedAt: iat ?? instance.now(),
    expiresAt: exp ?? instance.now(),
    isJwt: false,
    revoked: false,
  };
  instance.accessTokens.set(token.id, token);
  return token.id;
}
