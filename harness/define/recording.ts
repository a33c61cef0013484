import type { Exchange, ExchangeKind } from '../trace/exchange.ts';
import type { Expectation } from './expectation.ts';
import type { Observation, Recording } from './observation.ts';
import { errorCode } from './observation.ts';

/** Which exchanges of a recorded flow are meant; what the harness itself sends never is. */
export interface Sent {
  readonly where?: (exchange: Exchange) => boolean;
  /** The exchanges in words, singular, where their kind does not say enough. */
  readonly what?: string;
}

type Kinds = ExchangeKind | readonly ExchangeKind[];

const among = ({ exchanges }: Recording, kinds: Kinds, { where = () => true }: Sent) =>
  exchanges.filter(
    (exchange) => exchange.from !== 'harness' && [kinds].flat().includes(exchange.kind) && where(exchange),
  );

const named = (kinds: Kinds, { what }: Sent) =>
  what ?? [kinds].flat().join(' or ').replaceAll('-request', ' request').replaceAll('-', ' ');

const shown = (exchange: Exchange | undefined) => {
  const { request } = exchange ?? {};
  return request ? `${request.method} ${request.url.slice(0, 120)}` : 'nothing';
};

/** No exchange of a kind happened. Needs a control: a client that did nothing proves nothing. */
export function nothing(kinds: Kinds, sent: Sent = {}): Expectation {
  return {
    expected: `no ${named(kinds, sent)}`,
    negative: true,
    silenceBreaks: true,
    test: (observed) => {
      const [found] = among(observed, kinds, sent);
      return found
        ? { ok: false, actual: shown(found), exchange: found.id }
        : { ok: true, actual: `no ${named(kinds, sent)}` };
    },
  };
}

/** At least one exchange of a kind happened; `unless` says why its absence may have another cause. */
export function something(kinds: Kinds, sent: Sent & { readonly unless?: string } = {}): Expectation {
  return {
    expected: `a ${named(kinds, sent)}`,
    negative: false,
    silenceBreaks: true,
    test: (observed) => {
      const [found] = among(observed, kinds, sent);
      if (found) return { ok: true, actual: shown(found), exchange: found.id };
      const actual = `no ${named(kinds, sent)}`;
      return { ok: false, actual, ...(sent.unless ? { unclear: sent.unless } : {}) };
    },
  };
}

/**
 * How far a client came, as a control: accepted when an exchange of the kind happened and was not refused.
 *
 * A redirect without an error counts as accepted, as that is how an authorization endpoint says yes.
 */
export function reached(recording: Recording, kinds: Kinds, sent: Sent = {}): Observation {
  const accepts = (exchange: Exchange) => {
    const status = exchange.response?.status ?? 0;
    return status >= 200 && status < 400 && errorCode(exchange) === null;
  };
  const candidates = among(recording, kinds, sent);
  const found = candidates.find(accepts) ?? candidates.at(-1);
  return {
    exchanges: found ? [found] : [],
    accepted: found !== undefined && accepts(found),
    status: found?.response?.status ?? 0,
    error: found ? errorCode(found) : null,
    ...(found ? {} : { remark: `no ${named(kinds, sent)} was seen` }),
  };
}

/** The client got through: an MCP request with a token was answered with success. */
export function speaksMcp(recording: Recording): Observation {
  return reached(recording, 'mcp', {
    what: 'MCP request with a token',
    where: ({ request, response }) =>
      request.headers.some(([name]) => name.toLowerCase() === 'authorization') &&
      (response?.status ?? 0) >= 200 &&
      (response?.status ?? 0) < 300,
  });
}
