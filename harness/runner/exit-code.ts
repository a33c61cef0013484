import type { Report } from '../report/schema.ts';
import type { ScenarioOutcome } from './outcome.ts';
import type { PreflightStep } from './preflight.ts';

/** The exit code of a run: interrupted, then failed, then could not judge, then clean. */
export function exitCodeOf(
  report: Pick<Report, 'summary'>,
  run: {
    readonly interrupted: boolean;
    readonly strict: boolean;
    readonly outcomes: readonly ScenarioOutcome[];
    readonly incidents?: readonly string[];
    readonly preflight: { readonly steps: readonly PreflightStep[] };
    readonly preflightOnly?: boolean;
    readonly shard?: object | undefined;
  },
  hasStaleBaseline: boolean,
): number {
  const { summary } = report;
  if (run.interrupted) return 130;
  if (summary.fail > 0 || hasStaleBaseline || (run.strict && summary.warn > 0)) return 1;
  const stopped = run.preflight.steps.some(({ fatal }) => fatal);
  if ((run.incidents ?? []).length > 0) return 3;
  if (stopped || summary.inconclusive > 0 || run.outcomes.some(({ isBug }) => isBug)) return 3;
  // A run that judged nothing has shown nothing; only a shard may have had nothing to do.
  if (summary.judged === 0 && !run.preflightOnly && !run.shard) return 3;
  return 0;
}
