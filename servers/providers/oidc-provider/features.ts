import type { Configuration } from 'oidc-provider';
import { hasPath } from './client-metadata.ts';
import { errors } from './library.ts';
import type { KnownResources } from './resources.ts';

interface Tokens {
  readonly resources: KnownResources;
  readonly scopes: readonly string[];
  readonly format: 'jwt' | 'opaque';
}

/** What oidc-provider is asked to offer, and what it should not. */
export function providerFeatures(tokens: Tokens): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    registration: { enabled: true },
    registrationManagement: { enabled: true },
    revocation: {
      enabled: true,
      allowedPolicy: async (_context, client, token) => token.clientId === client.clientId,
    },
    introspection: {
      enabled: true,
      allowedPolicy: async (_context, client) => client.clientAuthMethod !== 'none',
    },
    // Every access token is for an MCP server, so none would open a userinfo endpoint.
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    clientIdMetadataDocument: {
      enabled: true,
      ack: 'draft-02',
      allowFetch: (_context, url) => hasPath(url),
      cacheDuration: { min: 1, max: 24 * 3600 },
    },
    resourceIndicators: resourceIndicators(tokens),
  };
}

function resourceIndicators({ resources, scopes, format }: Tokens) {
  return {
    enabled: true,
    defaultResource: async (_context: unknown, _client: unknown, oneOf?: readonly string[]) =>
      chooseResource(resources, oneOf),
    useGrantedResource: async () => true,
    getResourceServerInfo: async (_context: unknown, indicator: string) => {
      const audience = resources.canonical(indicator);
      if (audience === null) throw new errors.InvalidTarget('the resource is not known here');
      return {
        audience,
        scope: scopes.join(' '),
        accessTokenFormat: format,
        jwt: { sign: { alg: 'ES256' as const } },
      };
    },
  };
}

/** A token is for one resource: of several that are all known the first, and of none the one that there is. */
function chooseResource(resources: KnownResources, oneOf?: readonly string[]): string | string[] {
  if (oneOf === undefined) return resources.fallback();
  const [first] = oneOf;
  const isKnown = oneOf.every((indicator) => resources.canonical(indicator) !== null);
  return first !== undefined && isKnown ? first : [...oneOf];
}
