import type { Exchange, ExchangeKind } from './exchange.ts';
import { formOf, jsonObject, mediaType, queryOf } from './exchange.ts';

/** Tells from its shape what an exchange is for. */
export function classify(exchange: Omit<Exchange, 'kind'>): ExchangeKind {
  const whole = { ...exchange, kind: 'other' } as const satisfies Exchange;
  return byPath(whole) ?? byBody(whole) ?? byParty(whole);
}

function byPath({ request, response }: Exchange): ExchangeKind | null {
  const path = request.url.split('?', 1)[0] ?? '';
  if (path.includes('/.well-known/oauth-protected-resource')) return 'resource-metadata';
  if (/\/\.well-known\/(oauth-authorization-server|openid-configuration)/.test(path))
    return 'server-metadata';
  if (request.method === 'GET' && Array.isArray(jsonObject(response?.body)?.['keys'])) return 'keys';
  return null;
}

function byBody(exchange: Exchange): ExchangeKind | null {
  const form = formOf(exchange);
  if (form.has('grant_type')) return 'token-request';
  if (form.has('token')) {
    return jsonObject(exchange.response?.body)?.['active'] === undefined
      ? 'revocation-request'
      : 'introspection-request';
  }
  const sent = jsonObject(exchange.request.body);
  if (sent && 'redirect_uris' in sent) return 'registration-request';
  const query = queryOf(exchange);
  const asked = form.has('client_id') ? form : query;
  if (asked.has('response_type') || (asked.has('client_id') && asked.has('redirect_uri'))) {
    return 'authorization-request';
  }
  if (exchange.to === 'client' && (query.has('code') || query.has('error'))) return 'authorization-response';
  return null;
}

function byParty({ from, to, request, response }: Exchange): ExchangeKind {
  if (to === 'resource-server') {
    const received =
      response && mediaType(response.headers).endsWith('json') ? jsonObject(response.body) : null;
    return request.method === 'GET' && received && 'authorization_servers' in received
      ? 'resource-metadata'
      : 'mcp';
  }
  if (from === 'authorization-server' && to === 'client') return 'client-metadata';
  return from === 'browser' && to === 'authorization-server' ? 'sign-in' : 'other';
}
