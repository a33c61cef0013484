import type { ClientAuthMethod, Provider } from 'oidc-provider';
import { errors } from './library.ts';
import { isLoopbackUrl, withoutLoopbackPort } from './loopback.ts';
import type { PreregisteredClient } from './options.ts';

/** Members that are kept beside those that oidc-provider knows; it runs the check below once for each. */
export const keptMetadata = ['software_id', 'software_version'];

/**
 * Refuses client metadata that oidc-provider takes and MCP does not.
 *
 * Remote http redirect URIs (MCP 2025-03-26 and later), fragments, and metadata documents without a name
 * (MCP 2025-11-25 client ID metadata documents). A description that starts with `redirect_uris` becomes
 * `invalid_redirect_uri` (RFC 7591 §3.2.2).
 */
export function checkClientMetadata(metadata: Readonly<Record<string, unknown>>): void {
  const { redirect_uris: uris, client_id: id, client_name: name } = metadata;
  for (const uri of Array.isArray(uris) ? uris : []) {
    if (typeof uri === 'string' && /^http:/i.test(uri) && !isLoopbackUrl(uri)) {
      throw new errors.InvalidClientMetadata('redirect_uris must use https, or http on a loopback address');
    }
  }
  if (isMetadataDocumentUrl(id) && typeof name !== 'string') {
    throw new errors.InvalidClientMetadata('client_name must be in a client ID metadata document');
  }
}

/** Whether a client identifies itself by the URL of its metadata document. */
export function isMetadataDocumentUrl(clientId: unknown): clientId is string {
  return typeof clientId === 'string' && clientId.startsWith('https://');
}

/** Whether the URL has a path, as a client identifier must (draft-ietf-oauth-client-id-metadata-document §3). */
export function hasPath(url: string): boolean {
  return /^https:\/\/[^/?#]+\//.test(url);
}

/** Lets every client, not only those of application type `native`, vary the port of a loopback IP (RFC 8252 §7.3). */
export function allowLoopbackPorts(provider: Provider): void {
  const { prototype } = provider.Client;
  const isListed = prototype.redirectUriAllowed;
  prototype.redirectUriAllowed = function redirectUriAllowed(uri) {
    if (isListed.call(this, uri)) return true;
    const portless = withoutLoopbackPort(uri);
    return (
      portless !== null &&
      (this.redirectUris ?? []).some((listed) => withoutLoopbackPort(listed) === portless)
    );
  };
}

/** A pre-registered client as oidc-provider wants it. */
export function toClientMetadata(client: PreregisteredClient) {
  const method = client.authenticationMethod ?? (client.clientSecret ? 'client_secret_basic' : 'none');
  return {
    client_id: client.clientId,
    ...(client.clientSecret === undefined ? {} : { client_secret: client.clientSecret }),
    client_name: client.name ?? client.clientId,
    redirect_uris: [...client.redirectUris],
    token_endpoint_auth_method: method as ClientAuthMethod,
    application_type: 'native' as const,
  };
}
