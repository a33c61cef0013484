import { selectIds } from '../../catalogue/select.ts';
import { UsageError } from '../../define/error.ts';
import type { Report, ReportResult } from '../../report/schema.ts';

/** The requirements of a report that patterns mean; throws a `UsageError` with the nearest ids when they mean none. */
export function requirementsOf(report: Report, patterns: readonly string[]): ReadonlySet<string> {
  const ids = [...new Set(report.results.map(({ requirement }) => requirement))];
  return selectIds(patterns, ids, 'requirement of this report', 'report');
}

/** From the one that most needs to be shown to the one that least does. */
const worstFirst: readonly ReportResult['verdict'][] = ['fail', 'warn', 'pass', 'inconclusive', 'skip'];

/** The verdict of one requirement that has a proof: the worst, of the newest revision. Throws a `UsageError` when none has. */
export function provenResult(report: Report, id: string): ReportResult {
  const wanted = requirementsOf(report, [id]);
  const proven = report.results
    .filter(({ requirement, evidence }) => wanted.has(requirement) && evidence.length > 0)
    .toSorted(
      (a, b) =>
        worstFirst.indexOf(a.verdict) - worstFirst.indexOf(b.verdict) ||
        (a.revision < b.revision ? 1 : a.revision > b.revision ? -1 : 0),
    );
  const [first] = proven;
  if (first) return first;
  const { reason = '' } = report.results.find(({ requirement }) => wanted.has(requirement)) ?? {};
  throw new UsageError(
    'no-evidence',
    `report: no exchange of this report is evidence for ${id}${reason === '' ? '' : `: ${reason}`}`,
  );
}
