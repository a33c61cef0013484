import type { Route } from './faulty.ts';

/** Paths of the endpoints, which are those that MCP 2025-03-26 clients fall back to. */
export const defaultRoutes = {
  authorization: '/authorize',
  token: '/token',
  registration: '/register',
  revocation: '/revoke',
  introspection: '/introspect',
  jwks: '/jwks',
};

const named = ['authorization', 'token', 'registration', 'revocation', 'introspection', 'jwks'] as const;

/** Tells what a path below the issuer is for. */
export function routeOf(path: string, routes: Readonly<Record<string, string>>): Route {
  if (path === '/.well-known/oauth-authorization-server') return 'oauth-metadata';
  if (path === '/.well-known/openid-configuration') return 'oidc-metadata';
  if (path.startsWith('/interaction/')) return 'interaction';
  if (path.startsWith(`${routes['authorization']}/`)) return 'resume';
  return named.find((name) => routes[name] === path) ?? 'other';
}
