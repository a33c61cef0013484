import { json } from '../answers.ts';
import type { Instance } from '../instance.ts';
import { keySet } from '../keys.ts';
import type { Route } from '../route.ts';
import { supportedScopes } from '../scopes.ts';

/** What both metadata documents say alike [D]. */
function shared(instance: Instance) {
  const { issuer, options } = instance;
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    revocation_endpoint: `${issuer}/oauth/token/revoke`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'none', 'client_secret_post'],
    scopes_supported: supportedScopes(instance),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'email', 'name'],
    code_challenge_methods_supported: ['S256'],
    ...(options.issuerParameter ? { authorization_response_iss_parameter_supported: true } : {}),
  };
}

/** RFC 8414: no introspection or userinfo endpoint; registration only while it is switched on [D]. */
function oauthMetadata(instance: Instance) {
  const { issuer, settings, options } = instance;
  return {
    ...shared(instance),
    ...(settings.dynamicRegistration ? { registration_endpoint: `${issuer}/oauth/register` } : {}),
    service_documentation: 'https://clerk.com/docs',
    ui_locales_supported: ['en'],
    op_tos_uri: 'https://clerk.com/legal/standard-terms',
    ...(options.metadataDocuments ? { client_id_metadata_document_supported: true } : {}),
  };
}

/** OpenID Connect Discovery: never a registration endpoint, so a client that falls back to it cannot register [D]. */
function openidMetadata(instance: Instance) {
  const { issuer } = instance;
  return {
    ...shared(instance),
    introspection_endpoint: `${issuer}/oauth/token_info`,
    userinfo_endpoint: `${issuer}/oauth/userinfo`,
    response_modes_supported: ['query', 'form_post'],
    backchannel_logout_supported: false,
    frontchannel_logout_supported: false,
  };
}

/** The well-known documents of an instance. */
export const metadataRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/.well-known/oauth-authorization-server',
    answer: (_, instance) => json(oauthMetadata(instance)),
  },
  {
    method: 'GET',
    path: '/.well-known/openid-configuration',
    answer: (_, instance) => json(openidMetadata(instance)),
  },
  { method: 'GET', path: '/.well-known/jwks.json', answer: (_, { keys }) => json(keySet(keys)) },
];
