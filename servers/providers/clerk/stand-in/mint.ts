import { SignJWT } from 'jose';
import type { Mint } from '../../../../harness/define/provider.ts';
import { newAccessTokenId } from './ids.ts';
import type { Instance } from './instance.ts';

/** Signs JWT access tokens as the instance does, outside of any flow, for tokens that are wrong in one thing. */
export function mintFor(instance: Instance): Mint {
  return (claims, { header = {}, key = 'own' } = {}) => {
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
    const { kid, privateKey } = instance.keys[key];
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid, ...header })
      .sign(privateKey);
  };
}
