import type { KoaContextWithOIDC } from 'oidc-provider';

/** Scopes of OpenID Connect, and those that the reference MCP server knows. */
export const defaultScopes: readonly string[] = [
  'openid',
  'offline_access',
  'profile',
  'email',
  'mcp:tools',
  'mcp:write',
  'mcp:admin',
];

const assumed = 'mcp:tools';

/** Without `scope` a request means what the client registered for, else use of the MCP server (RFC 6749 §3.3). */
export function assumeScope(
  { oidc }: KoaContextWithOIDC,
  value: unknown,
  client: { scope?: string | undefined },
): void {
  if (value === undefined && oidc.params) oidc.params['scope'] = client.scope ?? assumed;
}
