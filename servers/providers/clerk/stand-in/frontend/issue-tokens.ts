import { SignJWT } from 'jose';
import { newAccessTokenId, newId, randomText } from '../ids.ts';
import type { AccessToken, Grant, Instance } from '../instance.ts';

/** Access and ID tokens live a day [D]. */
const life = 86_400;

/** Issues what a token response carries. */
export async function issueTokens(
  instance: Instance,
  grant: Grant,
  scopes: readonly string[],
  refreshToken?: string,
) {
  const accessToken = newAccessToken(instance, grant, scopes);
  const refresh =
    refreshToken ?? (grant.scopes.includes('offline_access') ? newRefreshToken(instance, grant) : undefined);
  return {
    access_token: accessToken.isJwt ? await signAccessToken(instance, accessToken) : accessToken.id,
    expires_in: life,
    ...(scopes.includes('openid') ? { id_token: await signIdToken(instance, grant, scopes) } : {}),
    ...(refresh === undefined ? {} : { refresh_token: refresh }),
    scope: scopes.join(' '),
    // Lower case in live captures, "Bearer" in the API description.
    token_type: 'bearer',
  };
}

function newAccessToken(instance: Instance, grant: Grant, scopes: readonly string[]): AccessToken {
  const { expiredFor } = instance.trouble;
  const now = instance.now();
  const token: AccessToken = {
    id: newAccessTokenId(),
    grant,
    scopes,
    issuedAt: expiredFor === undefined ? now : now - life - expiredFor,
    expiresAt: expiredFor === undefined ? now + life : now - expiredFor,
    isJwt: instance.settings.jwtAccessTokens,
    revoked: false,
  };
  instance.accessTokens.set(token.id, token);
  return token;
}

function newRefreshToken(instance: Instance, grant: Grant): string {
  const token = `ort_${randomText(48)}`;
  instance.refreshTokens.set(token, { grant, revoked: false });
  return token;
}

/** The claims that were seen in 2026-05, and `aud` where a resource was granted [F]. */
function signAccessToken(
  instance: Instance,
  { id, grant, scopes, issuedAt, expiresAt }: AccessToken,
): Promise<string> {
  const { keys, issuer, trouble } = instance;
  const claims = {
    client_id: grant.clientId,
    exp: expiresAt,
    iat: issuedAt,
    iss: issuer,
    jti: id,
    nbf: issuedAt - 10,
    scope: scopes.join(' '),
    sub: grant.userId,
    ...(grant.resource.length > 0 ? { aud: [...grant.resource] } : {}),
  };
  const kid = trouble.foreignKeyId ? newId('ins') : keys.own.kid;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
    .sign(keys.own.privateKey);
}

function signIdToken(instance: Instance, grant: Grant, scopes: readonly string[]): Promise<string> {
  const { keys, issuer, users } = instance;
  const now = instance.now();
  const claims = {
    iss: issuer,
    sub: grant.userId,
    aud: grant.clientId,
    iat: now,
    exp: now + life,
    ...(scopes.includes('email') ? { email: users.get(grant.userId)?.email } : {}),
    ...(grant.nonce === null ? {} : { nonce: grant.nonce }),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: keys.own.kid, typ: 'JWT' })
    .sign(keys.own.privateKey);
}

/** Ends every token of a grant. */
export function revokeGrant({ accessTokens, refreshTokens }: Instance, { id }: Grant): void {
  for (const token of [...accessTokens.values(), ...refreshTokens.values()])
    if (token.grant.id === id) token.revoked = true;
}
