import { createHash } from 'node:crypto';
import { oauthError, secretJson } from '../answers.ts';
import type { AuthorizationCode, Instance, OAuthApplication } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';
import { splitScopes } from '../scopes.ts';
import { authenticateClient } from './client-authentication.ts';
import { issueTokens, revokeGrant } from './issue-tokens.ts';

const single = [
  'grant_type',
  'code',
  'redirect_uri',
  'code_verifier',
  'refresh_token',
  'client_id',
  'client_secret',
  'scope',
];

/** The token endpoint (RFC 6749 §3.2). */
async function token(call: Call, instance: Instance): Promise<Answer> {
  const { form } = call;
  const repeated = single.find((name) => form.getAll(name).length > 1);
  if (repeated) return oauthError(400, 'invalid_request', `The parameter '${repeated}' is repeated.`);
  const grantType = form.get('grant_type');
  if (!grantType) return oauthError(400, 'invalid_request', "The 'grant_type' parameter is missing.");
  const client = await authenticateClient(call, instance);
  if ('answer' in client) return client.answer;
  if (grantType === 'authorization_code') return redeemCode(form, client.application, instance);
  if (grantType === 'refresh_token') return refresh(form, client.application, instance);
  // Among the errors of status 401 in the API description [D].
  return oauthError(401, 'unsupported_grant_type', 'The authorization grant type is not supported.');
}

async function redeemCode(
  form: URLSearchParams,
  { clientId }: OAuthApplication,
  instance: Instance,
): Promise<Answer> {
  const value = form.get('code');
  if (!value) return oauthError(400, 'invalid_request', "The 'code' parameter is missing.");
  const code = instance.codes.get(value);
  if (!code || code.grant.clientId !== clientId) return invalidGrant(instance);
  if (!sameRedirect(code, form) || !verifies(code, form.get('code_verifier'))) return invalidGrant(instance);
  if (code.used) {
    // Whoever replays all of it has what the client had: nobody can tell the thief (RFC 6749 §4.1.2).
    revokeGrant(instance, code.grant);
    return invalidGrant(instance);
  }
  if (code.expiresAt <= instance.now()) return invalidGrant(instance);
  const target = targetProblem(form, code.grant.resource, instance);
  if (target) return target;
  code.used = true;
  return secretJson(await issueTokens(instance, code.grant, code.grant.scopes));
}

function sameRedirect({ redirectUri, redirectUriNamed }: AuthorizationCode, form: URLSearchParams): boolean {
  const given = form.get('redirect_uri');
  return given === null ? !redirectUriNamed : given === redirectUri;
}

/** RFC 7636 §4.6; a verifier without challenge is refused too (RFC 9700 §2.1.1, downgrade). */
function verifies({ challenge }: AuthorizationCode, verifier: string | null): boolean {
  if (challenge === null || verifier === null) return challenge === null && verifier === null;
  return (
    /^[A-Za-z0-9._~-]{43,128}$/.test(verifier) &&
    createHash('sha256').update(verifier).digest('base64url') === challenge
  );
}

async function refresh(
  form: URLSearchParams,
  { clientId }: OAuthApplication,
  instance: Instance,
): Promise<Answer> {
  const value = form.get('refresh_token');
  if (!value) return oauthError(400, 'invalid_request', "The 'refresh_token' parameter is missing.");
  const known = instance.refreshTokens.get(value);
  if (!known || known.revoked || known.grant.clientId !== clientId) return invalidGrant(instance);
  const { grant } = known;
  const scope = form.get('scope');
  const scopes = scope ? splitScopes(scope) : grant.scopes;
  if (scopes.some((asked) => !grant.scopes.includes(asked)))
    return oauthError(
      400,
      'invalid_scope',
      'The requested scope exceeds the scope granted by the resource owner.',
    );
  const target = targetProblem(form, grant.resource, instance);
  if (target) return target;
  // The one who comes second with the same token gets invalid_grant; the first keeps what it got [D].
  if (instance.options.refreshRotation) known.revoked = true;
  return secretJson(
    await issueTokens(instance, grant, scopes, instance.options.refreshRotation ? undefined : value),
  );
}

/** RFC 8707 §2.2: no other resource than the one that was granted. */
function targetProblem(
  form: URLSearchParams,
  granted: readonly string[],
  { options }: Instance,
): Answer | null {
  if (options.resource === 'ignore') return null;
  return form.getAll('resource').every((resource) => granted.includes(resource))
    ? null
    : oauthError(400, 'invalid_target', 'The requested resource is not the one that was granted.');
}

function invalidGrant({ options }: Instance): Answer {
  return oauthError(
    options.invalidGrantStatus,
    'invalid_grant',
    'The provided authorization grant or refresh token is invalid, expired, revoked, does not match the redirection URI, or was issued to another client.',
  );
}

export const tokenRoutes: readonly Route[] = [{ method: 'POST', path: '/oauth/token', answer: token }];
