import {
  type Exchange,
  type ExchangeKind,
  type Expectation,
  formOf,
  headerValue,
  type Observation,
  queryOf,
  type Recording,
  speaksMcp,
} from 'mcp-conformance';

/** The situation that a scenario is about, as a control: accepted once it arose, whatever was answered. */
export function arose(what: string, found: Exchange | undefined): Observation {
  return {
    exchanges: found ? [found] : [],
    accepted: found !== undefined,
    status: found?.response?.status ?? 0,
    error: null,
    ...(found ? {} : { remark: what }),
  };
}

/** The browser brought a callback to the client; what follows is the client's own doing. */
export function cameBack({ exchanges }: Recording): Observation {
  return arose(
    'the browser brought nothing back to the client',
    exchanges.find(({ from, response }) => {
      const target = headerValue(response?.headers ?? [], 'location') ?? '';
      return from === 'browser' && /[?&](code|error)=/.test(target);
    }),
  );
}

/** Requests of a kind that the client, or its browser, sent. */
export function sentBy({ exchanges }: Recording, kind: ExchangeKind): readonly Exchange[] {
  const sent = exchanges.filter((exchange) => exchange.from !== 'harness' && exchange.kind === kind);
  return kind === 'authorization-request' ? withoutReloads(sent) : sent;
}

/** A browser that loads a page again does not ask anew: the parameters are what the client made, however they are spelt. */
export function withoutReloads(authorizations: readonly Exchange[]): readonly Exchange[] {
  const asked = authorizations.map(
    (exchange) => `${exchange.request.url.split('?', 1)[0]}?${queryOf(exchange)}`,
  );
  return authorizations.filter((_, index) => asked.indexOf(asked[index] ?? '') === index);
}

/** Requests to list the tools, in order. */
export function listings(recording: Recording): readonly Exchange[] {
  return sentBy(recording, 'mcp').filter(({ request }) => request.body?.text.includes('"tools/list"'));
}

/** The access token of an MCP request, or ''. */
export function tokenOf({ request }: Exchange): string {
  return /^bearer (.*)$/i.exec(headerValue(request.headers, 'authorization') ?? '')?.[1] ?? '';
}

/** The scopes that an authorization request asks for. */
export function scopesOf(exchange: Exchange): readonly string[] {
  return (queryOf(exchange).get('scope') ?? '').split(' ').filter(Boolean);
}

/** The token requests of a grant. */
export function grants(
  recording: Recording,
  type: 'authorization_code' | 'refresh_token',
): readonly Exchange[] {
  return sentBy(recording, 'token-request').filter((exchange) => formOf(exchange).get('grant_type') === type);
}

/** The client gets through to the MCP server with a token. */
export function completes(outcome: { readonly message: string }): Expectation {
  return {
    expected: 'the client completes the flow',
    negative: false,
    silenceBreaks: true,
    takesService: true,
    test: (observed) =>
      speaksMcp(observed).accepted
        ? { ok: true, actual: 'an MCP request with a token was answered' }
        : { ok: false, actual: `no MCP request with a token was answered: ${outcome.message}` },
  };
}

/** The client gets another token and repeats what was refused. */
export function completesAfter(refused: Exchange, outcome: { readonly message: string }): Expectation {
  const isLater = ({ exchanges }: Recording, exchange: Exchange) =>
    exchanges.indexOf(exchange) > exchanges.indexOf(refused);
  return {
    expected: 'the request again, with another token',
    negative: false,
    silenceBreaks: true,
    takesService: true,
    test: (observed) => {
      const served = listings(observed).find(
        (exchange) => isLater(observed, exchange) && exchange.response?.status === 200,
      );
      return served
        ? { ok: true, actual: 'the request again, with another token', exchange: served.id }
        : { ok: false, actual: `no request that was answered: ${outcome.message}`, exchange: refused.id };
    },
  };
}
