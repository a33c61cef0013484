import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import type { Level } from '../catalogue/vocabulary.ts';
import type { Expectation, Finding } from '../define/expectation.ts';
import { outcomeOf } from '../define/expectation.ts';
import { type Observable, type Observation, observe } from '../define/observation.ts';

/** One verdict on one piece of evidence, before verdicts on the same requirement are merged. */
export type Judgement = {
  readonly requirement: RequirementId;
  readonly expected: string;
  readonly actual: string;
  readonly excerpt: string;
  /** Ids of exchanges in the trace. */
  readonly control: string | null;
  readonly evidence: readonly string[];
} & (
  | { readonly verdict: 'pass' | 'fail' }
  | {
      readonly verdict: 'warn';
      /** A lesser break than the one that the catalogue's title tells; `refused` for another reason than the right one. */
      readonly lesser?: { readonly says: string; readonly refused: boolean };
    }
  | {
      readonly verdict: 'inconclusive';
      readonly reason: string;
      /** Requirements that, if one of them is broken, are why nothing was found out. */
      readonly causes?: readonly RequirementId[];
    }
  | { readonly verdict: 'skip'; readonly reason: string }
);

/** What an author puts before the engine. */
export interface Evidence {
  readonly control?: Observable;
  readonly observed: Observable;
  readonly expect: Expectation;
}

const nothingSeen = { expected: '', actual: '', excerpt: '', control: null, evidence: [] } as const;

/** The requirement applies, but nothing was found out. */
export function undecided(
  requirement: RequirementId,
  reason: string,
  causes: readonly RequirementId[] = [],
): Judgement {
  return { ...nothingSeen, requirement, verdict: 'inconclusive', reason, causes };
}

/** The requirement is about something that the subject does not have. */
export function notApplicable(requirement: RequirementId, reason: string): Judgement {
  return { ...nothingSeen, requirement, verdict: 'skip', reason };
}

/**
 * Puts evidence to an expectation.
 *
 * What must *not* happen needs a control that was accepted; a refusal beside a refused control says nothing.
 * `refusesAll` is why controls are refused, where the run knows more than that they are.
 */
export function decide(
  requirement: RequirementId,
  level: Level,
  evidence: Evidence,
  refusesAll: string | null = null,
): Judgement {
  const observed = observe(evidence.observed);
  const control = evidence.control ? observe(evidence.control) : null;
  const finding = evidence.expect.test(observed);
  const seen = {
    requirement,
    expected: evidence.expect.expected,
    actual: finding.actual,
    excerpt: finding.excerpt ?? '',
    control: control ? idOf(control) : null,
    evidence: [finding.exchange ?? idOf(observed)].filter((id) => id !== null),
  };
  const doubt =
    reasonForDoubt(evidence.expect, control, observed, finding, refusesAll) ??
    (seen.evidence.length === 0 ? 'no exchange was recorded that would prove it' : null);
  if (doubt !== null)
    return { ...seen, verdict: 'inconclusive', reason: doubt, causes: control?.causes ?? [] };
  if (finding.ok) return { ...seen, verdict: 'pass' };
  const { lesser, refused = false } = finding;
  if (lesser !== undefined) return { ...seen, verdict: 'warn', lesser: { says: lesser, refused } };
  return { ...seen, verdict: level === 'MUST' ? 'fail' : 'warn' };
}

function reasonForDoubt(
  expect: Expectation,
  control: Observation | null,
  observed: Observation,
  { ok, refused, unclear }: Finding,
  refusesAll: string | null,
): string | null {
  if (unclear) return unclear;
  // A rate limit says something about how much was sent, and nothing about the requirement.
  if (!ok && observed.exchanges.at(-1)?.response?.status === 429) return 'the request was rate limited (429)';
  if (!ok && observed.status === 0 && !expect.silenceBreaks) return `no answer came: ${outcomeOf(observed)}`;
  if (!expect.negative) {
    return !ok && control?.accepted === false
      ? (whyNoControl(control) ??
          refusesAll ??
          `the same request without the peculiarity failed too (${outcomeOf(control)})`)
      : null;
  }
  if (control === null) return 'the check has no control to compare with';
  // What was accepted although it must not be is proven by itself; a refusal, right or wrong, needs its control.
  if ((ok || refused || !observed.accepted) && !control.accepted) {
    return (
      whyNoControl(control) ??
      refusesAll ??
      `refused, but so was the same request without the defect (${outcomeOf(control)})`
    );
  }
  return null;
}

/** Why a control was never sent, or `null` where it was. */
function whyNoControl({ exchanges, remark }: Observation): string | null {
  return exchanges.length === 0 ? (remark ?? null) : null;
}

/** The exchange that an observation stands for: its last. */
function idOf(observation: Observation): string | null {
  return observation.exchanges.at(-1)?.id ?? null;
}
