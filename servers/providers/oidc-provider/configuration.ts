import { randomBytes } from 'node:crypto';
import type { Configuration } from 'oidc-provider';
import { checkClientMetadata, keptMetadata, toClientMetadata } from './client-metadata.ts';
import { consentPolicy } from './consent-policy.ts';
import { providerFeatures } from './features.ts';
import { interactionPath } from './interaction.ts';
import { ownKey } from './keys.ts';
import type { EmbeddedProviderOptions } from './options.ts';
import { errorPage } from './pages/error.ts';
import { pageHeaders } from './pages/page.ts';
import type { KnownResources } from './resources.ts';
import { defaultRoutes } from './routes.ts';
import { assumeScope, defaultScopes } from './scopes.ts';
import type { ProviderStorage } from './storage.ts';

const hour = 3600;
const day = 24 * hour;

/** What the configuration needs beside the options. */
export interface Surroundings {
  readonly options: EmbeddedProviderOptions;
  readonly storage: ProviderStorage;
  readonly resources: KnownResources;
  readonly fetchDocument: (url: string, init?: RequestInit) => Promise<Response>;
  /** Tells cookies of several providers on one host apart, as cookies do not know ports (RFC 6265 §8.5). */
  readonly cookieSuffix: string;
}

/** Configures oidc-provider as an authorization server for MCP. */
export function providerConfiguration(surroundings: Surroundings): Configuration {
  const { options, storage, resources, cookieSuffix, fetchDocument } = surroundings;
  const scopes = options.scopes ?? defaultScopes;
  return {
    adapter: (kind) => storage.adapter(kind),
    jwks: { keys: [{ ...ownKey.privateJwk } as never] },
    clients: (options.clients ?? []).map(toClientMetadata),
    ...clientRules(),
    routes: { ...defaultRoutes },
    scopes: [...scopes],
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    extraParams: { scope: assumeScope },
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
    findAccount: accounts(options),
    clientBasedCORS: () => true,
    cookies: {
      keys: [randomBytes(32).toString('hex')],
      names: {
        session: `session_${cookieSuffix}`,
        interaction: `interaction_${cookieSuffix}`,
        resume: `resume_${cookieSuffix}`,
      },
    },
    interactions: {
      policy: consentPolicy(),
      url: ({ oidc }, { uid }) => interactionPath(oidc.issuer, uid),
    },
    renderError,
    fetch: (url, init) => fetchDocument(String(url), init),
    ttl: lifetimes(),
    features: providerFeatures({ resources, scopes, format: options.accessTokenFormat ?? 'jwt' }),
  };
}

/** What clients may register and must do; made anew, because faults change it. */
function clientRules() {
  return {
    responseTypes: ['code'],
    clientDefaults: {
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      id_token_signed_response_alg: 'ES256',
    },
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    extraClientMetadata: {
      properties: [...keptMetadata],
      validator: (_context, key, _value, metadata) => {
        if (key === keptMetadata[0]) checkClientMetadata(metadata);
      },
    },
    pkce: { required: () => true },
    rotateRefreshToken: true,
  } satisfies Configuration;
}

function lifetimes() {
  return {
    AccessToken: hour,
    AuthorizationCode: 60,
    ClientCredentials: hour,
    Grant: 14 * day,
    IdToken: hour,
    Interaction: hour,
    RefreshToken: 14 * day,
    Session: day,
  };
}

function accounts({ users }: EmbeddedProviderOptions): NonNullable<Configuration['findAccount']> {
  return async (_context, id) => {
    const user = users.find(({ username }) => username === id);
    if (!user) return undefined;
    const { name = id, email } = user;
    return { accountId: id, claims: async () => ({ sub: id, name, ...(email ? { email } : {}) }) };
  };
}

const pageRoutes = new Set(['authorization', 'resume']);

/** Pages for browsers; whoever asks another endpoint gets JSON, whatever it says to accept (RFC 6749 §5.2). */
const renderError: NonNullable<Configuration['renderError']> = async (context, out) => {
  if (!pageRoutes.has(context.oidc.route)) {
    context.body = out;
    return;
  }
  context.set(pageHeaders);
  context.body = errorPage(out.error, out.error_description);
};
