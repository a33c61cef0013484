import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';

/**
 * Keeps everybody out but the page that was opened with the token.
 *
 * `Host` stops DNS rebinding, `Origin` stops other sites' pages, the token stops other programs' users.
 */
export function guard(options: { readonly hosts: () => readonly string[]; readonly token: string }): {
  readonly everywhere: RequestHandler;
  readonly api: RequestHandler;
} {
  const expected = Buffer.from(`Bearer ${options.token}`);
  return {
    everywhere: (request, response, next) => {
      const hosts = options.hosts();
      const { host = '', origin } = request.headers;
      if (!hosts.includes(host)) return refuse(response, 421, 'This server answers for loopback only.');
      if (origin !== undefined && !hosts.includes(origin.replace(/^http:\/\//, ''))) {
        return refuse(response, 403, 'Pages of other sites may not use the playground.');
      }
      return next();
    },
    api: (request, response, next) => {
      const given = Buffer.from(request.headers.authorization ?? '');
      if (given.length === expected.length && timingSafeEqual(given, expected)) return next();
      return refuse(response, 401, 'Open the address that the playground printed: it carries the token.');
    },
  };
}

function refuse(response: Parameters<RequestHandler>[1], status: number, message: string): void {
  if (status === 401) response.set('WWW-Authenticate', 'Bearer realm="playground"');
  response.status(status).json({ error: message });
}
