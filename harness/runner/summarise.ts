import type { ReportResult, ReportSummary } from '../report/schema.ts';

/** Counts verdicts. A failure that the baseline accounts for is judged, and counted apart. */
export function summarise(results: readonly ReportResult[]): ReportSummary {
  const isBaselined = ({ verdict, baseline }: ReportResult) =>
    baseline !== null && (verdict === 'fail' || verdict === 'warn');
  const count = (verdict: ReportResult['verdict']) =>
    results.filter((result) => result.verdict === verdict && !isBaselined(result)).length;
  const baselined = results.filter(isBaselined).length;
  const counts = {
    pass: count('pass'),
    fail: count('fail'),
    warn: count('warn'),
    skip: count('skip'),
    inconclusive: count('inconclusive'),
  };
  const judged = counts.pass + counts.fail + counts.warn + baselined;
  const failed = results.filter(({ verdict, baseline }) => verdict === 'fail' && baseline === null);
  return {
    ...counts,
    baselined,
    judged,
    apply: judged + counts.inconclusive,
    causes: new Set(failed.map(({ requirement }) => requirement)).size,
  };
}
