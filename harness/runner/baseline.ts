import type { BaselineEntry } from '../define/provider.ts';
import type { ReportPlace } from '../report/schema.ts';
import type { MergedVerdict } from './merge.ts';

/** A known failure, with where it was written down. */
export interface Accounted extends BaselineEntry {
  readonly origin: 'file' | 'provider';
  /** `file:line`, or the provider's name. */
  readonly place: string;
  /** The same for the report; only what stands in a file of the user's has one. */
  readonly written?: ReportPlace | null;
}

/** The entry that accounts for a verdict, if any. */
export function accountFor(verdict: MergedVerdict, entries: readonly Accounted[]): Accounted | undefined {
  return entries.find(
    (entry) =>
      entry.requirement === verdict.requirement &&
      (entry.mode === undefined || entry.mode === verdict.mode || verdict.mode === null) &&
      (entry.revision === undefined || entry.revision === verdict.revision),
  );
}

/** Entries of a baseline file whose requirement was judged and does not fail any more. */
export function staleEntries(verdicts: readonly MergedVerdict[], entries: readonly Accounted[]): Accounted[] {
  return entries.filter((entry) => {
    const matching = verdicts.filter((verdict) => accountFor(verdict, [entry]));
    const failing = matching.some(
      ({ judgement }) => judgement.verdict === 'fail' || judgement.verdict === 'warn',
    );
    const passing = matching.some(({ judgement }) => judgement.verdict === 'pass');
    return passing && !failing;
  });
}
