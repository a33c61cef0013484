import {
  type Exchange,
  formOf,
  headerValues,
  jsonObject,
  parseChallenges,
  queryOf,
  type TraceView,
} from 'mcp-conformance';
import { withoutReloads } from './client-flow.ts';

/** What the client under test sent, sorted by purpose; the harness's own requests are left out. */
export interface ClientRequests {
  /** Authorization requests that the client's browser carried, with their parameters. */
  readonly authorizations: readonly { readonly exchange: Exchange; readonly query: URLSearchParams }[];
  readonly tokens: readonly { readonly exchange: Exchange; readonly form: URLSearchParams }[];
  readonly registrations: readonly {
    readonly exchange: Exchange;
    readonly metadata: Record<string, unknown>;
  }[];
  readonly mcp: readonly Exchange[];
}

/** Sorts a trace. A browser acts for the client only where there is a client at all. */
export function requestsOfClient({ exchanges }: Pick<TraceView, 'exchanges'>): ClientRequests {
  const hasClient = exchanges.some(({ from }) => from === 'client');
  const byClient = exchanges.filter(({ from }) => from === 'client');
  return {
    authorizations: withoutReloads(
      exchanges.filter(
        ({ kind, from }) => hasClient && kind === 'authorization-request' && from === 'browser',
      ),
    ).map((exchange) => ({ exchange, query: queryOf(exchange) })),
    tokens: byClient
      .filter(({ kind }) => kind === 'token-request')
      .map((exchange) => ({ exchange, form: formOf(exchange) })),
    registrations: byClient
      .filter(({ kind }) => kind === 'registration-request')
      .map((exchange) => ({ exchange, metadata: jsonObject(exchange.request.body) ?? {} })),
    mcp: byClient.filter(({ kind }) => kind === 'mcp'),
  };
}

/** The authorization request that a code was issued to: the one whose browser trip brought it. */
export function requestOfCode(trace: TraceView, code: string): URLSearchParams | null {
  const { authorizations } = requestsOfClient(trace);
  const answers = trace.exchanges.filter(({ response }) =>
    response?.headers.some(
      ([name, value]) => name.toLowerCase() === 'location' && value.includes(`code=${code}`),
    ),
  );
  const [answer] = answers;
  if (!answer) return null;
  const before = authorizations.filter(
    ({ exchange }) => trace.exchanges.indexOf(exchange) <= trace.exchanges.indexOf(answer),
  );
  return before.at(-1)?.query ?? null;
}

/** Whether a URI is a loopback redirect (RFC 8252 §7.3; MCP accepts `localhost` too). */
export function isLoopback(uri: string): boolean {
  return URL.canParse(uri) && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(uri).hostname);
}

/** A redirect URI for comparing: the port of a loopback one may differ from time to time (RFC 8252 §7.3). */
export function withoutLoopbackPort(uri: string): string {
  return isLoopback(uri) ? uri.replace(/:\d+(?=[/?#]|$)/, '') : uri;
}

const listOf = (document: Record<string, unknown> | null, member: string): readonly string[] => {
  const value = document?.[member];
  return Array.isArray(value) ? value.map(String) : [];
};

/** The scopes that the MCP server named, in challenges or in its metadata. */
export function scopesNamed({ exchanges }: TraceView): readonly string[] {
  const challenged = exchanges
    .filter(({ from, kind }) => from === 'client' && kind === 'mcp')
    .flatMap(({ response }) => parseChallenges(headerValues(response?.headers ?? [], 'www-authenticate')))
    .flatMap(({ parameters }) => (parameters.get('scope') ?? '').split(' '));
  const listed = exchanges
    .filter(({ kind }) => kind === 'resource-metadata')
    .flatMap(({ response }) => listOf(jsonObject(response?.body), 'scopes_supported'));
  return [...challenged, ...listed].filter(Boolean);
}

/** The scopes that any party named, the authorization server's among them. */
export function scopesOffered(trace: TraceView): readonly string[] {
  const supported = trace.exchanges
    .filter(({ kind }) => kind === 'server-metadata')
    .flatMap(({ response }) => listOf(jsonObject(response?.body), 'scopes_supported'));
  return [...scopesNamed(trace), ...supported];
}

/** The `resource` of the metadata that the client found, or `null`. */
export function resourceNamedBy({ exchanges }: TraceView): string | null {
  const documents = exchanges
    .filter(({ kind, from }) => kind === 'resource-metadata' && from === 'client')
    .map(({ response }) => jsonObject(response?.body)?.['resource']);
  return documents.find((resource) => typeof resource === 'string') ?? null;
}

/** Whether a request is one of 2026-07-28: a client that tries `initialize` as well turns to an older revision. */
export function isStatelessRequest({ request }: Exchange): boolean {
  const body = jsonObject(request.body);
  return request.method === 'POST' && body?.['id'] !== undefined && body['method'] !== 'initialize';
}
