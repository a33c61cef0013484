import type { Verdict } from '../catalogue/vocabulary.ts';
import type { Report } from '../report/schema.ts';
import { failuresIn, type JudgedTestbed } from './judged-testbed.ts';

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Assertions about verdicts, in the shape that both Vitest and Playwright take.
 *
 * What was not seen neither holds nor is broken: both matchers fail for it, also when they are negated by their
 * opposite, because nothing is proven by nothing.
 */
export const matchers = {
  /** The requirement was seen to hold. */
  toHold: (testbed: JudgedTestbed, requirement: string) =>
    verdictIs(testbed, requirement, 'to hold', ['pass']),
  /** The requirement was seen to be broken. */
  toBreak: (testbed: JudgedTestbed, requirement: string) =>
    verdictIs(testbed, requirement, 'to be broken', ['fail', 'warn']),
  /** Nothing seen so far, or nothing in a report, breaks a MUST; and something was judged at all. */
  toHaveNoFailures: (subject: JudgedTestbed | Report): MatcherResult => {
    const report = 'results' in subject ? subject : subject.report();
    const failures = failuresIn(report);
    const judged = report.summary.judged;
    return {
      pass: failures.length === 0 && judged > 0,
      message: () =>
        failures.length > 0
          ? failures.join('\n\n')
          : judged === 0
            ? 'nothing was judged: no traffic reached the testbed'
            : `expected a failure, but ${judged} requirements were judged and none fails`,
    };
  },
};

function verdictIs(
  testbed: JudgedTestbed,
  requirement: string,
  words: string,
  wanted: readonly Verdict[],
): MatcherResult {
  const verdict = testbed.verdictOf(requirement);
  return {
    pass: verdict !== null && wanted.includes(verdict),
    message: () =>
      verdict === null
        ? `nothing seen so far says anything about ${requirement}; judge('${requirement}') runs the scenarios behind it, where there are any`
        : `expected ${requirement} ${words}; it is ${verdict}\n\n${testbed.explain(requirement).join('\n\n')}`,
  };
}

/** The matchers as types see them on `expect(…)`. */
export interface VerdictMatchers<Result = void> {
  /** The requirement was seen to hold. */
  toHold(requirement: string): Result;
  /** The requirement was seen to be broken. */
  toBreak(requirement: string): Result;
  /** Nothing breaks a MUST, and something was judged. */
  toHaveNoFailures(): Result;
}
