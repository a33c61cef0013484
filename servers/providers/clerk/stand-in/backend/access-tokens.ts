import { clerkError, json } from '../answers.ts';
import { findAccessToken, isActive, isJwt } from '../frontend/token-endpoints.ts';
import type { AccessToken, Instance } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';

/** Verifies an access token. A bad opaque one must be 404: the SDK ignores `revoked` and `expired` [C]. */
function verify({ json: body }: Call, instance: Instance): Answer {
  const value = body?.['access_token'];
  if (typeof value !== 'string')
    return clerkError(422, 'form_param_missing', 'access_token must be included in the request.');
  const token = findAccessToken(value, instance);
  if (isJwt(value) && (!token || !isActive(token, instance))) return json({ active: false });
  const { reports } = instance.trouble;
  if (!token || (!reports && !isActive(token, instance)))
    return clerkError(404, 'resource_not_found', 'Resource not found');
  return json({ ...described(token), ...(reports ? { [reports]: true } : {}) });
}

function described({ id, grant, scopes, issuedAt, expiresAt, revoked }: AccessToken) {
  return {
    object: 'clerk_idp_oauth_access_token',
    id,
    client_id: grant.clientId,
    type: 'oauth:access_token',
    subject: grant.userId,
    scopes,
    revoked,
    revocation_reason: null,
    expired: false,
    expiration: expiresAt * 1000,
    created_at: issuedAt * 1000,
    updated_at: issuedAt * 1000,
    ...(grant.resource.length > 0 ? { aud: grant.resource } : {}),
  };
}

export const accessTokenRoutes: readonly Route[] = [
  // The SDK asks about keys that start with `ak_`, too; this instance has none [C].
  {
    method: 'POST',
    path: '/api_keys/verify',
    answer: () => clerkError(404, 'resource_not_found', 'Resource not found'),
  },
  // The SDK leaves the version out [C]; the API description has it [D].
  { method: 'POST', path: '/oauth_applications/access_tokens/verify', answer: verify },
  { method: 'POST', path: '/v1/oauth_applications/access_tokens/verify', answer: verify },
];
