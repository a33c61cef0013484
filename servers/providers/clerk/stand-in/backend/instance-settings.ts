import { json } from '../answers.ts';
import type { Instance } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';

const path = '/v1/instance/oauth_application_settings';

function show({ settings }: Instance): Answer {
  return json({
    object: 'oauth_application_settings',
    dynamic_oauth_client_registration: settings.dynamicRegistration,
    oauth_jwt_access_tokens: settings.jwtAccessTokens,
    default_scopes: settings.defaultScopes,
  });
}

/** Changes the members that the body has [D]. */
function change({ json: body }: Call, instance: Instance): Answer {
  const { settings } = instance;
  const {
    dynamic_oauth_client_registration: dynamic,
    oauth_jwt_access_tokens: jwt,
    default_scopes: scopes,
  } = body ?? {};
  if (typeof dynamic === 'boolean') settings.dynamicRegistration = dynamic;
  if (typeof jwt === 'boolean') settings.jwtAccessTokens = jwt;
  if (scopes === null) settings.defaultScopes = null;
  if (Array.isArray(scopes)) settings.defaultScopes = scopes.map(String);
  return show(instance);
}

export const settingsRoutes: readonly Route[] = [
  { method: 'GET', path, answer: (_, instance) => show(instance) },
  { method: 'PATCH', path, answer: change },
];
