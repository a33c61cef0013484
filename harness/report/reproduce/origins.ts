/** Where the values of a request came from: out of which answer, by which browser trip, or from outside the report. */
import { createHash } from 'node:crypto';
import { headerValue, isMembers, jsonMembers, queryOf } from '../message-fields.ts';
import type { Report, ReportExchange } from '../schema.ts';
import { groupBy } from '../shared-verdicts.ts';
import { placeholder } from '../travelling-values.ts';

/** How a script comes by a value. */
export type Origin =
  | { readonly kind: 'member'; readonly exchange: ReportExchange; readonly path: readonly string[] }
  | { readonly kind: 'header'; readonly exchange: ReportExchange; readonly name: string }
  | { readonly kind: 'redirect'; readonly exchange: ReportExchange; readonly parameter: string }
  | { readonly kind: 'verifier'; readonly length: number }
  | { readonly kind: 'challenge'; readonly text: string; readonly verifier: string | null }
  | { readonly kind: 'outside' };

/** The longest answer whose members are walked. */
const longestWalked = 200_000;
/** Deeper answers hold no value that a request would need. */
const deepestWalked = 8;
/** What the script makes at most; longer than any verifier may be (RFC 7636 §4.1), and than checks send. */
const longestVerifier = 1024;

/** Finds origins in one report. */
export class Origins {
  readonly #traces: ReadonlyMap<string, readonly ReportExchange[]>;
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
    const traces = groupBy(report.exchanges, ({ trace }) => trace);
    this.#traces = new Map(traces.map((exchanges) => [exchanges[0]?.trace ?? '', exchanges]));
  }

  /** The values that a request needs and that are not the same in the next flow: placeholders, and client identifiers. */
  needed(exchange: ReportExchange): string[] {
    const texts = requestTexts(exchange);
    const secrets = texts.flatMap((text) => text.match(placeholder) ?? []);
    const clients = [...this.#registered().keys()].filter((id) => texts.some((text) => text.includes(id)));
    return [...new Set([...secrets, ...clients])];
  }

  /** Where a value of a request came from. */
  of(value: string, exchange: ReportExchange): Origin {
    const registration = this.#registered().get(value);
    if (registration) return { kind: 'member', exchange: registration, path: ['client_id'] };
    if (value.startsWith('‹code verifier ')) return this.#verifier(value, exchange);
    if (value.startsWith('‹client secret ')) return this.#clientSecret(exchange);
    for (const earlier of this.#earlierThan(exchange)) {
      const origin = inAnswer(value, earlier);
      if (origin) return origin;
    }
    return { kind: 'outside' };
  }

  /** The exchanges of the same trace before this one, in order. */
  #earlierThan(exchange: ReportExchange): readonly ReportExchange[] {
    const trace = this.#traces.get(exchange.trace) ?? [];
    const end = trace.indexOf(exchange);
    return trace.slice(0, end < 0 ? trace.length : end);
  }

  /** The authorization request that began the browser trip which ended with this exchange. */
  startOfTrip(exchange: ReportExchange): ReportExchange {
    return this.#earlierThan(exchange).findLast(({ kind }) => kind === 'authorization-request') ?? exchange;
  }

  /** A verifier is made anew, in its length; one that is itself a challenge of the flow stays that. */
  #verifier(value: string, { trace }: ReportExchange): Origin {
    const facts = this.#report.secrets[`${trace} ${value}`];
    const challenges = (this.#traces.get(trace) ?? []).flatMap((exchange) => challengeOf(exchange) ?? []);
    const same = challenges.find((challenge) => s256(challenge) === facts?.s256);
    if (same !== undefined) return { kind: 'challenge', text: same, verifier: this.verifierOf(same, trace) };
    return facts === undefined || facts.length > longestVerifier
      ? { kind: 'outside' }
      : { kind: 'verifier', length: facts.length };
  }

  /** The verifier that belongs to a challenge in the same trace (RFC 7636 §4.2), or `null`. */
  verifierOf(challenge: string, trace: string): string | null {
    const key = Object.entries(this.#report.secrets).find(
      ([name, facts]) => facts.s256 === challenge && name.startsWith(`${trace} `),
    )?.[0];
    return key?.slice(trace.length + 1) ?? null;
  }

  #registrations: Map<string, ReportExchange> | null = null;

  /** Registrations by the identifier they gave (RFC 7591 §3.2.1): a client may be used in another trace. */
  #registered(): Map<string, ReportExchange> {
    this.#registrations ??= new Map(
      this.#report.exchanges.flatMap((exchange) => {
        if (exchange.request.method !== 'POST' || exchange.response?.status !== 201) return [];
        const { client_id: id } = jsonMembers(exchange.response.body);
        return typeof id === 'string' && id.length >= 8 ? [[id, exchange] as const] : [];
      }),
    );
    return this.#registrations;
  }

  #clientSecret(exchange: ReportExchange): Origin {
    const id = [...this.#registered().keys()].find((one) =>
      requestTexts(exchange).some((text) => text.includes(one)),
    );
    const registration = id === undefined ? undefined : this.#registered().get(id);
    if (typeof jsonMembers(registration?.response?.body)['client_secret'] !== 'string' || !registration) {
      return { kind: 'outside' };
    }
    return { kind: 'member', exchange: registration, path: ['client_secret'] };
  }
}

/** All texts of a request that a value may stand in. */
export function requestTexts({ request }: ReportExchange): string[] {
  return [request.url, ...request.headers.map(([, value]) => value), request.body?.text ?? ''];
}

function inAnswer(value: string, exchange: ReportExchange): Origin | null {
  const { response } = exchange;
  if (!response) return null;
  const location = headerValue(response.headers, 'location') ?? '';
  const parameter = [...queryOf(location)].find(([, text]) => text === value)?.[0];
  if (parameter !== undefined) return { kind: 'redirect', exchange, parameter };
  const path = pathOfValue(value, response.body?.text ?? '');
  if (path) return { kind: 'member', exchange, path };
  const name = response.headers.find(
    ([key, text]) => text === value && key.toLowerCase() !== 'set-cookie',
  )?.[0];
  return name === undefined ? null : { kind: 'header', exchange, name };
}

function pathOfValue(value: string, text: string): string[] | null {
  if (text.length > longestWalked || !text.includes(value)) return null;
  try {
    return walk(JSON.parse(text), value, []);
  } catch {
    return null;
  }
}

function walk(node: unknown, value: string, path: readonly string[]): string[] | null {
  if (node === value) return [...path];
  if (path.length >= deepestWalked) return null;
  const entries = isMembers(node) ? Object.entries(node) : Array.isArray(node) ? [...node.entries()] : [];
  for (const [name, child] of entries) {
    const found = walk(child, value, [...path, String(name)]);
    if (found) return found;
  }
  return null;
}

/** The S256 challenge of an authorization request, or `null`. */
export function challengeOf({ request }: ReportExchange): string | null {
  return /[?&]code_challenge=([A-Za-z0-9_-]{43})(?:&|$)/.exec(request.url)?.[1] ?? null;
}

const s256 = (text: string) => createHash('sha256').update(text).digest('base64url');
