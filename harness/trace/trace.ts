import { classify } from './classify.ts';
import type { Exchange, ExchangeKind, HeaderLine, Party, RecordedBody } from './exchange.ts';
import { redactBody, redactHeaders, redactUrl } from './redact.ts';
import { SecretLedger } from './secrets.ts';

/** Characters of a body that are kept; the rest is counted and marked as cut. */
export const bodyCap = 64 * 1024;

/** A message as it was on the wire, before redaction. */
export interface WireMessage {
  readonly headers: readonly HeaderLine[];
  readonly body: { readonly text: string; readonly bytes: number; readonly truncated: boolean } | null;
}

export interface WireRequest extends WireMessage {
  readonly from: Party;
  readonly to: Party;
  readonly method: string;
  readonly url: string;
  readonly kind?: ExchangeKind;
  readonly note?: string;
}

export interface WireResponse extends WireMessage {
  readonly status: number;
}

/** An exchange whose response has not come yet. */
export interface OpenExchange {
  readonly id: string;
  /** Records the request's body where it arrives after the head. */
  readonly sent: (body: WireMessage['body']) => void;
  /** Records the response, or why there is none, and returns the finished exchange. */
  readonly finish: (outcome: WireResponse | { readonly code: string; readonly message: string }) => Exchange;
}

/** What was recorded, for whoever reads it: a trace, or the part of one that belongs together. */
export interface Recorded {
  readonly exchanges: readonly Exchange[];
  readonly secrets: Pick<SecretLedger, 'facts'>;
  readonly all: (kind: ExchangeKind) => readonly Exchange[];
  readonly first: (kind: ExchangeKind) => Exchange | undefined;
}

/** A part of what was recorded. */
export function partOf({ secrets }: Pick<Recorded, 'secrets'>, exchanges: readonly Exchange[]): Recorded {
  const all = (wanted: ExchangeKind) => exchanges.filter(({ kind }) => kind === wanted);
  return { exchanges, secrets, all, first: (kind) => all(kind)[0] };
}

/**
 * All exchanges of one scenario, in the order in which they began.
 *
 * Secrets are replaced here, on the way in: nothing that reads a trace can see one.
 */
export class Trace implements Recorded {
  readonly secrets: SecretLedger;
  readonly #exchanges: Exchange[] = [];
  readonly #idPrefix: string;
  readonly #showSecrets: boolean;
  readonly #listener: ((exchange: Exchange) => void) | undefined;

  /** `showSecrets` keeps the wire text as it is; for debugging on one's own machine only. */
  constructor(
    options: {
      /** Stands before the number in every exchange id, to keep the ids of several traces apart. */
      idPrefix?: string;
      showSecrets?: boolean;
      secrets?: SecretLedger;
      /** Told of every exchange when it begins, and again when more of it is known. */
      onExchange?: (exchange: Exchange) => void;
    } = {},
  ) {
    this.#idPrefix = options.idPrefix ?? '';
    this.secrets = options.secrets ?? new SecretLedger();
    this.#showSecrets = options.showSecrets ?? false;
    this.#listener = options.onExchange;
  }

  /** Finished and unfinished exchanges; an unfinished one has no response and no failure yet. */
  get exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  /** The exchanges of a kind, in order. */
  all(kind: ExchangeKind): readonly Exchange[] {
    return this.#exchanges.filter((exchange) => exchange.kind === kind);
  }

  /** The first exchange of a kind, if any. */
  first(kind: ExchangeKind): Exchange | undefined {
    return this.#exchanges.find((exchange) => exchange.kind === kind);
  }

  /** Replaces every secret of this trace that stands in a text. */
  hide(text: string): string {
    return this.#showSecrets ? text : this.secrets.hide(text);
  }

  /** Records a request that is about to be sent. */
  open(request: WireRequest): OpenExchange {
    const started = performance.now();
    const index = this.#exchanges.length;
    const draft: Omit<Exchange, 'kind'> = {
      id: `${this.#idPrefix}${index + 1}`,
      from: request.from,
      to: request.to,
      startedAt: new Date().toISOString(),
      durationMs: 0,
      request: {
        method: request.method,
        url: this.#url(request.url),
        headers: this.#headers(request.headers),
        body: this.#body(request),
      },
      response: null,
      failure: null,
      note: request.note ?? '',
    };
    let current = draft;
    const show = (changes: Partial<Exchange>): Exchange => {
      current = { ...current, ...changes };
      const exchange = { ...current, kind: request.kind ?? classify(current) };
      this.#exchanges[index] = exchange;
      this.#listener?.(exchange);
      return exchange;
    };
    show({});
    return {
      id: draft.id,
      sent: (body) =>
        void show({ request: { ...draft.request, body: this.#body({ headers: request.headers, body }) } }),
      finish: (outcome) => {
        const durationMs = Math.round((performance.now() - started) * 10) / 10;
        const answered = 'status' in outcome ? { response: this.#response(outcome) } : { failure: outcome };
        return show({ durationMs, ...answered });
      },
    };
  }

  #response(response: WireResponse): NonNullable<Exchange['response']> {
    return {
      status: response.status,
      headers: this.#headers(response.headers),
      body: this.#body(response),
    };
  }

  #url(url: string): string {
    return this.#showSecrets ? url : redactUrl(url, this.secrets);
  }

  #headers(headers: readonly HeaderLine[]): readonly HeaderLine[] {
    return this.#showSecrets ? headers : redactHeaders(headers, this.secrets);
  }

  #body({ body, headers }: WireMessage): RecordedBody | null {
    if (!body) return null;
    const text = this.#showSecrets ? body.text : redactBody(body.text, headers, this.secrets);
    const cut = text.length > bodyCap;
    return {
      text: cut ? text.slice(0, bodyCap) : text,
      bytes: body.bytes,
      truncated: cut || body.truncated,
    };
  }
}
