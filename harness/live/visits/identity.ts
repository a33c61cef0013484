import {
  type Exchange,
  formOf,
  headerValue,
  jsonObject,
  queryOf,
  queryParameters,
} from '../../trace/exchange.ts';
import type { Recorded } from '../../trace/trace.ts';

/** A recorded exchange with the connection on which it came. */
export interface Arrival {
  readonly exchange: Exchange;
  readonly connection: string;
}

/** What the name of a client is told from. */
export interface ClientName {
  readonly name: string;
  readonly version: string;
}

/**
 * What ties an exchange to others of the same client: values that only one client can know, as their placeholders, and
 * the connection. `known` are client ids that anybody may use.
 */
export function tiesOf(
  { exchange, connection }: Arrival,
  secrets: Recorded['secrets'],
  known: ReadonlySet<string>,
): string[] {
  if (exchange.from !== 'client' && exchange.from !== 'browser') return [];
  const ties =
    exchange.from === 'browser' ? pageTies(exchange) : [`connection ${connection} ${agentOf(exchange)}`];
  const query = queryOf(exchange);
  const form = formOf(exchange);
  const answer = exchange.kind === 'token-request' ? jsonObject(exchange.response?.body) : null;
  const registered =
    exchange.kind === 'registration-request' ? jsonObject(exchange.response?.body)?.['client_id'] : null;
  const clientId = [query.get('client_id'), form.get('client_id'), basicId(exchange), registered].find(
    Boolean,
  );
  const isOwn = typeof clientId === 'string' && !known.has(clientId) && !clientId.startsWith('https:');
  const location = queryParameters(headerValue(exchange.response?.headers ?? [], 'location') ?? '');
  const session = [...exchange.request.headers, ...(exchange.response?.headers ?? [])].find(
    ([name]) => name.toLowerCase() === 'mcp-session-id',
  )?.[1];
  const challenge = query.get('code_challenge') ?? secrets.facts.get(form.get('code_verifier') ?? '')?.s256;
  const values: Readonly<Record<string, unknown>> = {
    client: isOwn ? clientId : null,
    token: tokenSent(exchange),
    issued: answer?.['access_token'],
    refresh: form.get('refresh_token'),
    renewal: answer?.['refresh_token'],
    code: form.get('code') ?? (exchange.from === 'browser' ? location.get('code') : null),
    challenge,
    session,
  };
  for (const value of Object.values(values)) if (typeof value === 'string' && value !== '') ties.push(value);
  return ties;
}

/** The pages of one sign-in lead to each other; those that every sign-in has in common tie nothing. */
function pageTies({ request, response }: Exchange): string[] {
  const target = headerValue(response?.headers ?? [], 'location') ?? '';
  const [origin = ''] = /^https?:\/\/[^/]+/.exec(request.url) ?? [];
  // Not parsed: the sign of a placeholder is that of a fragment.
  const places = [request.url, target.startsWith('/') ? origin + target : target];
  return places.map((url) => url.split('?', 1)[0] ?? '').filter(isOfOneSignIn);
}

const isOfOneSignIn = (place: string) =>
  place.split('/').some((part) => part.startsWith('‹') || /^[\w-]{16,}$/.test(part));

function basicId({ request }: Exchange): string | null {
  return /^basic ([^:]+):/i.exec(headerValue(request.headers, 'authorization') ?? '')?.[1] ?? null;
}

/** The placeholder of the token that a request carries, or `null`. */
export function tokenSent({ request }: Exchange): string | null {
  return /^bearer (.+)$/i.exec(headerValue(request.headers, 'authorization') ?? '')?.[1] ?? null;
}

/** The program that sent a request, as it says itself. */
export function agentOf({ request }: Exchange): string {
  return headerValue(request.headers, 'user-agent') ?? '';
}

const metaKey = 'io.modelcontextprotocol/clientInfo';

/** The client that an MCP request names: in `initialize`, or in the `_meta` of every request (2026-07-28). */
export function clientNamed({ kind, request }: Exchange): ClientName | null {
  if (kind !== 'mcp') return null;
  const params = jsonObject(request.body)?.['params'] as
    | { clientInfo?: unknown; _meta?: Record<string, unknown> }
    | undefined;
  const info = (params?.clientInfo ?? params?._meta?.[metaKey]) as Partial<ClientName> | undefined;
  if (typeof info?.name !== 'string') return null;
  return { name: info.name.slice(0, 100), version: String(info.version ?? '').slice(0, 40) };
}

/** Whether a request asks to be let in: without a token, or with one that is not good any more. */
export function isKnock(exchange: Exchange): boolean {
  return isOfClient(exchange) && (tokenSent(exchange) === null || exchange.response?.status === 401);
}

/** Whether a request speaks MCP without any token. */
export function isTokenless(exchange: Exchange): boolean {
  return isOfClient(exchange) && tokenSent(exchange) === null;
}

const isOfClient = ({ kind, from }: Exchange) => kind === 'mcp' && from === 'client';

/** Whether an exchange shows something that only one client has: credentials that are good, or a request in its name. */
export function isRoot(exchange: Exchange): boolean {
  const { status = 0 } = exchange.response ?? {};
  if (exchange.kind === 'authorization-request') return true;
  if (exchange.kind === 'registration-request' || exchange.kind === 'token-request')
    return status >= 200 && status < 300;
  return tokenSent(exchange) !== null && status !== 401;
}

/** Whether the MCP server answered a request that carried a token. */
export function isServed(exchange: Exchange): boolean {
  const { status = 0 } = exchange.response ?? {};
  return exchange.kind === 'mcp' && tokenSent(exchange) !== null && status >= 200 && status < 300;
}
