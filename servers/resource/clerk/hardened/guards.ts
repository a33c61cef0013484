import type { RequestHandler } from 'express';
import type { Settings } from '../settings.ts';
import { answer } from './challenge.ts';

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Refuses other host names: a rebinding attack or a mistake (MCP transports, security warning).
 *
 * Behind a proxy and without a public URL the name decides which audience tokens must have; loopback is none then.
 */
export function checkHost({ publicUrl, allowedHosts, trustProxy }: Settings): RequestHandler {
  const isLocal = publicUrl !== null || trustProxy === false;
  const known = [...allowedHosts, ...(publicUrl === null ? [] : [new URL(publicUrl).host])];
  return (request, response, next) => {
    const host = request.host ?? '';
    if ((isLocal && loopback.test(host)) || known.includes(host)) return next();
    answer(response, 403, -32000, 'Unknown host');
  };
}

/** Refuses web pages of other origins than those allowed, and answers their preflight requests. */
export function checkOrigin({ publicUrl, allowedOrigins }: Settings): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    if (origin === undefined) return next();
    const own = publicUrl === null ? `${request.protocol}://${request.host}` : new URL(publicUrl).origin;
    if (origin !== own && !allowedOrigins.includes(origin) && !allowedOrigins.includes('*')) {
      return answer(response, 403, -32000, 'The Origin is not allowed');
    }
    response.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': 'WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version',
      Vary: 'Origin',
    });
    if (request.method !== 'OPTIONS') return next();
    response.set({
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers':
        'Authorization, Content-Type, Accept, MCP-Protocol-Version, Mcp-Method, Mcp-Name',
      'Access-Control-Max-Age': '600',
    });
    response.status(204).end();
  };
}
