import type { VerifiedToken } from '../../../../harness/define/token.ts';
import type { BackendApi } from './backend-api.ts';

/** Verifies an opaque access token at the Backend API; `null` for one that is not good. */
export async function verifyAccessToken(api: BackendApi, token: string): Promise<VerifiedToken | null> {
  const found = await api.post('/oauth_applications/access_tokens/verify', { access_token: token });
  if (!found || found['revoked'] === true || found['expired'] === true || found['active'] === false)
    return null;
  const { subject, client_id: clientId, scopes, expiration, aud } = found;
  if (typeof subject !== 'string' || typeof clientId !== 'string') return null;
  return {
    subject,
    clientId,
    scopes: Array.isArray(scopes) ? scopes.map(String) : [],
    expiresAt: typeof expiration === 'number' ? Math.floor(expiration / 1000) : null,
    audience: [aud ?? []].flat().map(String),
    claims: found,
  };
}
