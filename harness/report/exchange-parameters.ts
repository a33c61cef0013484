/** Picks from a request the few parameters that matter, told by the kind of the exchange. */
import { briefly, formOf, headerValue, jsonMembers, queryOf } from './message-fields.ts';
import type { ReportExchange } from './schema.ts';

/** A parameter of a request; `null` where it is absent though the request beside it has it. */
export interface Parameter {
  readonly name: string;
  readonly value: string | null;
}

type Parameters = ReadonlyMap<string, string>;

const preferredByGrant: Readonly<Record<string, readonly string[]>> = {
  authorization_code: ['code', 'code_verifier', 'redirect_uri', 'resource'],
  refresh_token: ['refresh_token', 'scope', 'resource'],
};

const preferredByKind: Readonly<Record<string, readonly string[]>> = {
  'token-request': ['grant_type', 'scope', 'resource', 'client_id'],
  'authorization-request': ['redirect_uri', 'code_challenge', 'state', 'code_challenge_method', 'client_id'],
  'authorization-response': ['code', 'error', 'state', 'iss'],
  'registration-request': ['redirect_uris', 'token_endpoint_auth_method', 'grant_types'],
  'revocation-request': ['token', 'token_type_hint'],
  'introspection-request': ['token'],
  mcp: ['authorization', 'method'],
};

/** What differs between any two requests and so tells nothing. */
const alwaysNew = new Set(['code', 'state', 'nonce', 'code_challenge', 'code_verifier', 'id']);

/** The parameters that matter, those that differ from the other request first. */
export function rankedParameters(exchange: ReportExchange, other: ReportExchange | null): Parameter[] {
  const own = parametersOf(exchange);
  const beside = other?.kind === exchange.kind ? parametersOf(other) : null;
  const preferred = preferredFor(exchange, own).filter((name) => own.has(name) || beside?.has(name));
  const differing = beside ? differences(own, beside) : [];
  return [...new Set([...differing, ...preferred])].map((name) => ({ name, value: own.get(name) ?? null }));
}

function preferredFor({ kind }: ReportExchange, own: Parameters): readonly string[] {
  const byGrant = kind === 'token-request' ? preferredByGrant[own.get('grant_type') ?? ''] : undefined;
  return byGrant ?? preferredByKind[kind] ?? [];
}

function differences(own: Parameters, beside: Parameters): string[] {
  const names = [...new Set([...own.keys(), ...beside.keys()])];
  const missing = names.filter((name) => own.has(name) !== beside.has(name));
  const changed = names.filter((name) => !alwaysNew.has(name) && own.get(name) !== beside.get(name));
  return [...new Set([...missing, ...changed])];
}

function parametersOf(exchange: ReportExchange): Parameters {
  const { kind, request } = exchange;
  const pairs = [...queryOf(request.url), ...formOf(exchange)];
  if (kind === 'mcp') pairs.push(...mcpParameters(exchange));
  if (kind === 'registration-request') pairs.push(...membersOf(exchange));
  const parameters = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = parameters.get(name);
    parameters.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return parameters;
}

function mcpParameters({ request }: ReportExchange): [string, string][] {
  const headers = ['authorization', 'origin', 'host'].flatMap((name) => {
    const value = headerValue(request.headers, name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  const { method } = jsonMembers(request.body);
  return typeof method === 'string' ? [...headers, ['method', method]] : headers;
}

function membersOf({ request }: ReportExchange): [string, string][] {
  return Object.entries(jsonMembers(request.body)).map(([name, value]) => [name, briefly(value)]);
}
