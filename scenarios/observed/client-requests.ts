import { type Exchange, formOf, jsonObject, queryOf, type TraceView } from 'mcp-conformance';

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
export function requestsOfClient({ exchanges }: TraceView): ClientRequests {
  const hasClient = exchanges.some(({ from }) => from === 'client');
  const byClient = exchanges.filter(({ from }) => from === 'client');
  return {
    authorizations: exchanges
      .filter(({ kind, from }) => hasClient && kind === 'authorization-request' && from === 'browser')
      .map((exchange) => ({ exchange, query: queryOf(exchange) })),
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
