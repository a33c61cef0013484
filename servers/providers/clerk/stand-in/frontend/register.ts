import { clerkError, oauthError, secretJson } from '../answers.ts';
import { newId, randomText } from '../ids.ts';
import type { Instance, OAuthApplication } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';
import { splitScopes, supportedScopes } from '../scopes.ts';
import { mayRegister } from './redirect-uri.ts';

const methods = ['client_secret_basic', 'client_secret_post', 'none'];

/** Dynamic registration (RFC 7591 §3): open, and 422 while it is switched off; unknown members are ignored [D]. */
function register({ json: body }: Call, instance: Instance): Answer {
  if (!instance.settings.dynamicRegistration)
    return clerkError(
      422,
      'dynamic_client_registration_disabled',
      'Dynamic client registration is not enabled.',
    );
  if (!body) return oauthError(400, 'invalid_client_metadata', 'The body must be a JSON object.');
  const uris = body['redirect_uris'];
  if (!Array.isArray(uris) || uris.length === 0 || !uris.every(mayRegister))
    return oauthError(
      400,
      'invalid_redirect_uri',
      'redirect_uris must be absolute, without fragment, and https unless on loopback.',
    );
  const method = body['token_endpoint_auth_method'] ?? 'client_secret_basic';
  if (typeof method !== 'string' || !methods.includes(method))
    return oauthError(400, 'invalid_client_metadata', 'token_endpoint_auth_method is not supported.');
  const scopes = wantedScopes(body['scope'], instance);
  if (scopes === null)
    return oauthError(400, 'invalid_client_metadata', 'scope has a scope that is not supported.');
  const application = newApplication(body, { uris, method, scopes }, instance);
  instance.applications.set(application.clientId, application);
  return secretJson(registered(application, instance), 201);
}

/** The scopes registered for; without any the instance's default set, which has no `openid` [F]. */
function wantedScopes(scope: unknown, instance: Instance): readonly string[] | null {
  if (scope === undefined || scope === '')
    return instance.settings.defaultScopes ?? instance.options.defaultScopes;
  if (typeof scope !== 'string') return null;
  const asked = splitScopes(scope);
  return asked.every((one) => supportedScopes(instance).includes(one)) ? asked : null;
}

function newApplication(
  body: Readonly<Record<string, unknown>>,
  { uris, method, scopes }: { uris: string[]; method: string; scopes: readonly string[] },
  instance: Instance,
): OAuthApplication {
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : null);
  return {
    id: newId('oa'),
    clientId: randomText(16),
    clientSecret: method === 'none' ? null : randomText(32),
    authenticationMethod: method,
    name: text('client_name') ?? 'Unnamed client',
    uri: text('client_uri'),
    redirectUris: uris,
    scopes,
    origin: 'dynamic',
    asksConsent: true,
    requiresPkce: method === 'none',
    createdAt: instance.now() * 1000,
  };
}

function registered(application: OAuthApplication, { options, now }: Instance) {
  const { clientId, clientSecret, name, redirectUris, scopes, authenticationMethod } = application;
  return {
    client_id: clientId,
    ...(clientSecret === null ? {} : { client_secret: clientSecret }),
    client_id_issued_at: now(),
    client_secret_expires_at: 0,
    client_name: name,
    redirect_uris: redirectUris,
    grant_types: options.registrationOmitsRefresh
      ? ['authorization_code']
      : ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    scope: scopes.join(' '),
    token_endpoint_auth_method: authenticationMethod,
  };
}

export const registerRoutes: readonly Route[] = [
  { method: 'POST', path: '/oauth/register', answer: register },
];
