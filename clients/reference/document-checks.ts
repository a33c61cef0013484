/** How resource metadata was found: where the challenge said, or at one of the well-known locations. */
export type FoundAt = 'challenge' | 'path' | 'root';

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** RFC 8414 §3.3: the issuer must be the one the URL was built from. MCP 2025-11-25: S256 must be announced. */
export function checkMetadata(
  document: Record<string, unknown>,
  issuer: string,
  revision: string,
): string | null {
  if (document['issuer'] !== issuer) return `the metadata is of another issuer than ${issuer}`;
  const methods = document['code_challenge_methods_supported'];
  if (Array.isArray(methods) ? !methods.includes('S256') : revision >= '2025-11-25') {
    return 'the authorization server does not announce S256';
  }
  return null;
}

/** RFC 9728 §3.3: the resource must be the one asked for; at the root it may be the origin. */
export function checkResource(
  document: Record<string, unknown>,
  serverUrl: string,
  foundAt: FoundAt,
): string | null {
  const { resource } = document;
  const { origin } = new URL(serverUrl);
  const expected = foundAt === 'root' ? [serverUrl, origin, `${origin}/`] : [serverUrl];
  return expected.includes(String(resource)) ? null : `the metadata describes ${String(resource)}`;
}

/** MCP communication security: https, or http on loopback. */
export function checkEndpoint(url: string): string | null {
  if (!URL.canParse(url)) return `${url} is not a URL`;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname))) return null;
  return `${url} is reached without TLS`;
}
