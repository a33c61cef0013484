import { empty, json, oauthError, secretJson } from '../answers.ts';
import type { AccessToken, Instance } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';
import { authenticateClient } from './client-authentication.ts';
import { revokeGrant } from './issue-tokens.ts';

/** Revocation (RFC 7009): JWTs cannot be revoked, and public clients must send `client_id` [D][F]. */
async function revoke(call: Call, instance: Instance): Promise<Answer> {
  const token = call.form.get('token');
  if (!token) return oauthError(400, 'invalid_request', "The 'token' parameter is missing.");
  if (call.headers.authorization === undefined && !call.form.get('client_id'))
    return oauthError(400, 'invalid_request', "The 'client_id' parameter is missing.");
  const client = await authenticateClient(call, instance);
  if ('answer' in client) return client.answer;
  if (isJwt(token)) return oauthError(400, 'unsupported_token_type', 'JWT access tokens cannot be revoked.');
  const known = instance.accessTokens.get(token) ?? instance.refreshTokens.get(token);
  if (known?.grant.clientId !== client.application.clientId) return empty(200);
  if (instance.refreshTokens.has(token)) revokeGrant(instance, known.grant);
  known.revoked = true;
  return empty(200);
}

/** Introspection (RFC 7662), authenticated as the client [D]. */
async function tokenInfo(call: Call, instance: Instance): Promise<Answer> {
  const client = await authenticateClient(call, instance);
  if ('answer' in client) return client.answer;
  if (client.application.clientSecret === null)
    return oauthError(401, 'invalid_client', 'This endpoint takes a confidential client.');
  const token = findAccessToken(call.form.get('token') ?? '', instance);
  if (!token || !isActive(token, instance)) return secretJson({ active: false });
  const { grant, scopes, issuedAt } = token;
  return secretJson({
    active: true,
    client_id: grant.clientId,
    iat: issuedAt,
    scope: scopes.join(' '),
    sub: grant.userId,
  });
}

/** OpenID Connect Core §5.3. */
function userinfo(call: Call, instance: Instance): Answer {
  const value = /^bearer (.+)$/i.exec(call.headers.authorization ?? '')?.[1];
  const token = value === undefined ? undefined : findAccessToken(value, instance);
  const user = token && isActive(token, instance) ? instance.users.get(token.grant.userId) : undefined;
  if (!token || !user) {
    const body = { error: 'invalid_token', error_description: 'The access token is invalid.' };
    return json(body, 401, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
  }
  return secretJson({
    sub: user.id,
    ...(token.scopes.includes('email') ? { email: user.email, email_verified: true } : {}),
  });
}

/** The record of an access token, opaque or JWT; the signature is left to those who rely on it. */
export function findAccessToken(value: string, { accessTokens }: Instance): AccessToken | undefined {
  if (!isJwt(value)) return accessTokens.get(value);
  try {
    const { jti } = JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      jti?: string;
    };
    return accessTokens.get(jti ?? '');
  } catch {
    return undefined;
  }
}

/** Whether a token was neither revoked nor outlived. */
export function isActive({ revoked, expiresAt }: AccessToken, { now }: Instance): boolean {
  return !revoked && expiresAt > now();
}

export function isJwt(token: string): boolean {
  return token.split('.').length === 3;
}

export const tokenEndpointRoutes: readonly Route[] = [
  { method: 'POST', path: '/oauth/token/revoke', answer: revoke },
  { method: 'POST', path: '/oauth/token_info', answer: tokenInfo },
  { method: 'GET', path: '/oauth/userinfo', answer: userinfo },
  { method: 'POST', path: '/oauth/userinfo', answer: userinfo },
];
