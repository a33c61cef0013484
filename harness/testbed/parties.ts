import type { Party } from '../trace/exchange.ts';

/** Tells who a URL belongs to. Where both servers share an origin (2025-03-26), the path decides. */
export function partiesOf(parts: { resourceUrl: string; issuer: string }): (url: string) => Party {
  const resource = new URL(parts.resourceUrl);
  const shared = URL.canParse(parts.issuer) && new URL(parts.issuer).origin === resource.origin;
  return (url) => {
    if (!URL.canParse(url)) return 'authorization-server';
    const { origin, pathname } = new URL(url);
    if (origin !== resource.origin) return 'authorization-server';
    const own = pathname.startsWith(resource.pathname) || pathname.includes('/oauth-protected-resource');
    return shared && !own ? 'authorization-server' : 'resource-server';
  };
}
