import { clerkError, empty, json } from '../answers.ts';
import { mayRegister } from '../frontend/redirect-uri.ts';
import { newId, randomText } from '../ids.ts';
import type { Instance, OAuthApplication } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';
import { splitScopes, supportedScopes } from '../scopes.ts';

function described(application: OAuthApplication, { issuer }: Instance) {
  const { id, clientId, name, uri, authenticationMethod, origin, scopes, redirectUris } = application;
  return {
    object: 'oauth_application',
    id,
    instance_id: 'ins_stand_in',
    name,
    client_id: clientId,
    client_uri: uri,
    client_image_url: null,
    dynamically_registered: origin === 'dynamic',
    consent_screen_enabled: application.asksConsent,
    pkce_required: application.requiresPkce,
    public: authenticationMethod === 'none',
    scopes: scopes.join(' '),
    redirect_uris: redirectUris,
    callback_url: redirectUris[0] ?? '',
    authorize_url: `${issuer}/oauth/authorize`,
    token_fetch_url: `${issuer}/oauth/token`,
    user_info_url: `${issuer}/oauth/userinfo`,
    discovery_url: `${issuer}/.well-known/openid-configuration`,
    token_introspection_url: `${issuer}/oauth/token_info`,
    created_at: application.createdAt,
    updated_at: application.createdAt,
  };
}

/** `name_query` also finds an exact client id [C]. */
function list({ query }: Call, instance: Instance): Answer {
  const wanted = query.get('name_query')?.toLowerCase();
  const all = [...instance.applications.values()].filter(({ origin }) => origin !== 'document');
  const found = all.filter(
    ({ name, clientId }) =>
      wanted === undefined || name.toLowerCase().includes(wanted) || clientId.toLowerCase() === wanted,
  );
  const offset = Number(query.get('offset') ?? 0);
  const page = found.slice(offset, offset + Number(query.get('limit') ?? 10));
  return json({
    data: page.map((application) => described(application, instance)),
    total_count: found.length,
  });
}

function create({ json: body }: Call, instance: Instance): Answer {
  const name = body?.['name'];
  const uris = body?.['redirect_uris'];
  if (typeof name !== 'string' || name === '')
    return clerkError(422, 'form_param_missing', 'name must be included in the request.');
  if (uris !== undefined && (!Array.isArray(uris) || !uris.every(mayRegister)))
    return clerkError(422, 'form_param_value_invalid', 'redirect_uris is invalid.');
  const scopes = splitScopes(typeof body?.['scopes'] === 'string' ? body['scopes'] : 'profile email');
  if (!scopes.every((scope) => supportedScopes(instance).includes(scope)))
    return clerkError(422, 'form_param_value_invalid', 'scopes is invalid.');
  const isPublic = body?.['public'] === true;
  const application: OAuthApplication = {
    id: newId('oa'),
    clientId: randomText(16),
    clientSecret: isPublic ? null : randomText(32),
    authenticationMethod: isPublic ? 'none' : 'client_secret_basic',
    name,
    uri: null,
    redirectUris: uris ?? [],
    scopes,
    origin: 'by-hand',
    asksConsent: body?.['consent_screen_enabled'] !== false,
    requiresPkce: isPublic || body?.['pkce_required'] === true,
    createdAt: instance.now() * 1000,
  };
  instance.applications.set(application.clientId, application);
  return withSecret(application, instance);
}

/** The secret is told when it is made, and never again [C]. */
function withSecret(application: OAuthApplication, instance: Instance): Answer {
  const { clientSecret } = application;
  const secret = clientSecret === null ? {} : { client_secret: clientSecret };
  return json({ ...described(application, instance), ...secret });
}

/** Applications are addressed by `id`, never by client id [C]. */
function withApplication(
  answer: (application: OAuthApplication, call: Call, instance: Instance) => Answer,
): Route['answer'] {
  return (call, instance) => {
    const application = [...instance.applications.values()].find(({ id }) => id === call.named['id']);
    return application
      ? answer(application, call, instance)
      : clerkError(404, 'resource_not_found', 'Resource not found');
  };
}

function update(application: OAuthApplication, { json: body }: Call, instance: Instance): Answer {
  const { name, scopes, redirect_uris: uris, consent_screen_enabled: asks, pkce_required: pkce } = body ?? {};
  const changed: OAuthApplication = {
    ...application,
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof scopes === 'string' ? { scopes: splitScopes(scopes) } : {}),
    ...(Array.isArray(uris) && uris.every(mayRegister) ? { redirectUris: uris } : {}),
    ...(typeof asks === 'boolean' ? { asksConsent: asks } : {}),
    ...(typeof pkce === 'boolean' ? { requiresPkce: pkce } : {}),
  };
  instance.applications.set(changed.clientId, changed);
  return json(described(changed, instance));
}

function rotateSecret(application: OAuthApplication, _: Call, instance: Instance): Answer {
  const changed = { ...application, clientSecret: randomText(32) };
  instance.applications.set(changed.clientId, changed);
  return withSecret(changed, instance);
}

function revokeToken(application: OAuthApplication, { json: body }: Call, instance: Instance): Answer {
  const token = instance.accessTokens.get(String(body?.['token'] ?? ''));
  if (token?.grant.clientId !== application.clientId)
    return clerkError(404, 'resource_not_found', 'Resource not found');
  token.revoked = true;
  return empty(204);
}

const one = '/v1/oauth_applications/:id';

export const oauthApplicationRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/oauth_applications', answer: list },
  { method: 'POST', path: '/v1/oauth_applications', answer: create },
  {
    method: 'GET',
    path: one,
    answer: withApplication((application, _, instance) => json(described(application, instance))),
  },
  { method: 'PATCH', path: one, answer: withApplication(update) },
  {
    method: 'DELETE',
    path: one,
    answer: withApplication(({ id, clientId }, _, instance) => {
      instance.applications.delete(clientId);
      return json({ object: 'oauth_application', id, deleted: true });
    }),
  },
  { method: 'POST', path: `${one}/rotate_secret`, answer: withApplication(rotateSecret) },
  { method: 'POST', path: `${one}/revoke_token`, answer: withApplication(revokeToken) },
];
