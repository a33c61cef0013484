import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import type { Revision } from '../catalogue/vocabulary.ts';
import type { Exchange, ExchangeKind, Party } from '../trace/exchange.ts';
import type { SecretFacts } from '../trace/secrets.ts';
import type { Expectation } from './expectation.ts';
import type { Observable } from './observation.ts';

/** A recorded trace as rules see it: plain data, so that a saved one can be judged again. */
export interface TraceView {
  readonly exchanges: readonly Exchange[];
  readonly secrets: ReadonlyMap<string, SecretFacts>;
  readonly revision: Revision;
  /** The MCP endpoint and the issuer of the testbed that was recorded. */
  readonly resourceUrl: string;
  readonly issuer: string;
  /** Whether the client may have tokens that were issued before the recording began. */
  readonly mayRemember: boolean;
}

/** Evidence that a rule found in a trace. */
export interface RuleFinding {
  readonly control?: Observable;
  readonly observed: Observable;
  readonly expect: Expectation;
}

/** Which exchanges a rule looks at. */
export interface ExchangeSelector {
  readonly kind: ExchangeKind | readonly ExchangeKind[];
  readonly from?: Party;
  readonly to?: Party;
  /** Whether the response was a 2xx; both when left out. */
  readonly accepted?: boolean;
  readonly where?: (exchange: Exchange, trace: TraceView) => boolean;
}

export interface Rule {
  readonly judges: RequirementId;
  /** One plain sentence on what it looks at. */
  readonly title: string;
  /** Why nothing to look at means that the requirement does not apply; without it that is inconclusive. */
  readonly otherwise?: string;
  readonly examine: (trace: TraceView) => readonly RuleFinding[];
}

interface RuleFrame {
  readonly judges: RequirementId;
  readonly title: string;
  readonly otherwise?: string;
}

/** Declares a passive check: one expectation on every exchange selected, or a look at the whole trace. */
export function defineRule(
  rule: RuleFrame &
    (
      | { readonly on: ExchangeSelector; readonly expect: Expectation | ((trace: TraceView) => Expectation) }
      | { readonly examine: Rule['examine'] }
    ),
): Rule {
  if ('examine' in rule) return Object.freeze(rule);
  const { on, expect, ...frame } = rule;
  return Object.freeze({
    ...frame,
    examine: (trace: TraceView) =>
      select(trace, on).map((observed) => ({
        observed,
        expect: typeof expect === 'function' ? expect(trace) : expect,
      })),
  });
}

/** The exchanges of a trace that a selector means. */
export function select(trace: TraceView, on: ExchangeSelector): readonly Exchange[] {
  const kinds = [on.kind].flat();
  return trace.exchanges.filter((exchange) => {
    const status = exchange.response?.status ?? 0;
    const accepted = status >= 200 && status < 300;
    return (
      kinds.includes(exchange.kind) &&
      (on.from === undefined || on.from === exchange.from) &&
      (on.to === undefined || on.to === exchange.to) &&
      (on.accepted === undefined || on.accepted === accepted) &&
      (on.where?.(exchange, trace) ?? true)
    );
  });
}
