import { type Exchange, formOf, headerValue, queryOf } from 'mcp-conformance';

/** How a token request authenticates, in the words of RFC 7591 §2. */
export function authenticationOf(exchange: Exchange): string {
  const inHeader = headerValue(exchange.request.headers, 'authorization') !== null;
  const form = formOf(exchange);
  const inBody = form.has('client_secret');
  if (inHeader && inBody) return 'a secret in header and body';
  if (form.has('client_assertion')) return 'private_key_jwt';
  return inHeader ? 'client_secret_basic' : inBody ? 'client_secret_post' : 'none';
}

/** The client that a request to an authorization server names, in form, header or query, or `null`. */
export function clientIdOf(exchange: Exchange): string | null {
  const basic = /^basic ([^:]+):/i.exec(headerValue(exchange.request.headers, 'authorization') ?? '')?.[1];
  return formOf(exchange).get('client_id') ?? basic ?? queryOf(exchange).get('client_id');
}
