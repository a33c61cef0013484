import type { IncomingMessage, ServerResponse } from 'node:http';

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

const wellKnown = /^\/\.well-known\/(?:oauth-authorization-server|openid-configuration)(?=\/|\?|$)/;

/**
 * Puts a provider under the path of its issuer.
 *
 * A host application has to do this for oidc-provider: it serves metadata only below its own path, while RFC 8414 §3.1
 * inserts the well-known part before the issuer's path. The `Host` header is fixed to the issuer's, because
 * oidc-provider builds endpoint URLs from it, and whoever sends the request could choose them.
 */
export function mount(
  issuer: string,
  listener: Listener,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { host, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return (request, response) => {
    const below = pathBelow(path, request.url ?? '/');
    if (below === null) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not Found');
      return;
    }
    Object.assign(request, { originalUrl: request.url, baseUrl: path, url: below });
    request.headers.host = host;
    listener(request, response);
  };
}

function pathBelow(path: string, url: string): string | null {
  const [location = ''] = wellKnown.exec(url) ?? [];
  if (location !== '' && path !== '') {
    const rest = url.slice(location.length);
    return rest === path || rest.startsWith(`${path}?`) ? location + rest.slice(path.length) : null;
  }
  if (path === '') return url;
  return url === path || url.startsWith(`${path}/`) ? url.slice(path.length) || '/' : null;
}
