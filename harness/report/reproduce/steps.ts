/** Reduces a flow to what its proof needs: the offence, its control, and whatever gave them their values. */
import type { Report, ReportExchange, ReportResult } from '../schema.ts';
import { challengeOf, type Origin, Origins } from './origins.ts';

/** A value that a step needs, and where it comes from. */
export interface Need {
  readonly value: string;
  readonly origin: Origin;
}

/** One thing that the script does: a request, or a trip of the user through the provider's pages. */
export interface Step {
  readonly kind: 'request' | 'trip';
  /** The request; for a trip, the authorization request that begins it. */
  readonly exchange: ReportExchange;
  readonly part: 'control' | 'offence' | 'evidence' | 'before';
  readonly needs: readonly Need[];
  /** What a trip brings back, by the parameter of the redirect that it stands in. */
  readonly brings: readonly { readonly value: string; readonly parameter: string }[];
}

/** The steps in the order in which they were made. */
export function stepsOf(report: Report, result: ReportResult): Step[] {
  const gathering = new Gathering(report, result);
  for (const exchange of gathering.proof()) gathering.take(exchange);
  return gathering.steps();
}

class Gathering {
  readonly #origins: Origins;
  readonly #order: ReadonlyMap<string, number>;
  readonly #byId: ReadonlyMap<string, ReportExchange>;
  readonly #result: ReportResult;
  readonly #steps = new Map<string, Step>();
  readonly #brought = new Map<string, Map<string, string>>();

  constructor(report: Report, result: ReportResult) {
    this.#origins = new Origins(report);
    this.#order = new Map(report.exchanges.map(({ id }, index) => [id, index]));
    this.#byId = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
    this.#result = result;
  }

  /** The control and the evidence. */
  proof(): ReportExchange[] {
    const { control, evidence } = this.#result;
    return [...(control === null ? [] : [control]), ...evidence].flatMap((id) => this.#byId.get(id) ?? []);
  }

  /** Takes an exchange in, and before it whatever it needs. */
  take(exchange: ReportExchange): void {
    if (this.#steps.has(exchange.id)) return;
    const needs = this.#origins
      .needed(exchange)
      .filter((value) => !value.startsWith('‹cookie '))
      .map((value) => ({ value, origin: this.#origins.of(value, exchange) }));
    this.#steps.set(exchange.id, {
      kind: exchange.from === 'browser' ? 'trip' : 'request',
      exchange,
      part: this.#partOf(exchange),
      needs: [...needs, ...this.#challengeNeeds(exchange)],
      brings: [],
    });
    for (const { value, origin } of needs) this.#follow(value, origin);
  }

  steps(): Step[] {
    return [...this.#steps.values()]
      .map((step) => {
        const brought = [...(this.#brought.get(step.exchange.id) ?? [])];
        return { ...step, brings: brought.map(([value, parameter]) => ({ value, parameter })) };
      })
      .toSorted((a, b) => this.#placeOf(a) - this.#placeOf(b));
  }

  #placeOf({ exchange }: Step): number {
    return this.#order.get(exchange.id) ?? 0;
  }

  #follow(value: string, origin: Origin): void {
    if (!('exchange' in origin)) return;
    const { exchange } = origin;
    if (origin.kind !== 'redirect' || exchange.from !== 'browser') {
      this.take(exchange);
      return;
    }
    const start = this.#origins.startOfTrip(exchange);
    this.take(start);
    const brought = this.#brought.get(start.id) ?? new Map<string, string>();
    brought.set(value, origin.parameter);
    this.#brought.set(start.id, brought);
  }

  /** The challenge of an authorization request is made anew of the verifier that is sent later. */
  #challengeNeeds(exchange: ReportExchange): Need[] {
    const challenge = challengeOf(exchange);
    const verifier = challenge === null ? null : this.#origins.verifierOf(challenge, exchange.trace);
    return verifier === null ? [] : [{ value: verifier, origin: this.#origins.of(verifier, exchange) }];
  }

  #partOf({ id }: ReportExchange): Step['part'] {
    const { control, evidence, verdict } = this.#result;
    if (id === control) return 'control';
    if (!evidence.includes(id)) return 'before';
    return verdict === 'fail' || verdict === 'warn' ? 'offence' : 'evidence';
  }
}
