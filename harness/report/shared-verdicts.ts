/** Folds what is the same in several revisions and modes, and consequences under their cause. */
import type { RegistrationMode } from '../catalogue/vocabulary.ts';
import type { Report, ReportResult } from './schema.ts';

/** Where a verdict was reached; without a mode it is the same in every one. */
export interface Where {
  readonly revision: string;
  readonly mode: RegistrationMode | null;
}

/** One verdict with every revision and mode it was reached in. */
export interface SharedVerdict {
  /** The one of the newest revision, which speaks for all. */
  readonly result: ReportResult;
  readonly where: readonly Where[];
}

/** A verdict that stands alone, for reporters that fold nothing. */
export function singleVerdict(result: ReportResult): SharedVerdict {
  return { result, where: [{ revision: result.revision, mode: result.mode }] };
}

/** Puts results together that say the same of the same requirement. */
export function shareVerdicts(results: readonly ReportResult[]): SharedVerdict[] {
  return groupBy(results, identity).map((group) => ({
    result: group.reduce((newest, result) => (result.revision > newest.revision ? result : newest)),
    where: group.map(({ revision, mode }) => ({ revision, mode })),
  }));
}

/** Splits a list into the groups that share a key, in the order they first appear. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

function identity({ requirement, verdict, title, actual, reason, baseline }: ReportResult): string {
  return JSON.stringify([requirement, verdict, title, withoutNumbers(actual), reason, baseline?.reason]);
}

/** Leaves out what differs between two runs of the same thing: placeholder numbers, exchange ids, ports. */
function withoutNumbers(text: string): string {
  return text
    .replaceAll(/#\d+›/g, '›')
    .replaceAll(/\bx\d+\b/g, 'x')
    .replaceAll(/(127\.0\.0\.1|\[::1\]|localhost):\d+/g, '$1');
}

/** A place in words: modes and revisions as two lists, or as pairs where the lists would say too much. */
export function whereParts(where: readonly Where[]): string[] {
  const modes = [...new Set(where.map(({ mode }) => mode))];
  const revisions = [...new Set(where.map(({ revision }) => revision))].toSorted();
  if (new Set(where.map(pairOf)).size === modes.length * revisions.length) {
    const named = modes.filter((mode) => mode !== null);
    return [...(named.length > 0 ? [named.join(', ')] : []), revisions.join(', ')];
  }
  return [modes.map((mode) => `${mode ?? 'every mode'} in ${revisionsOf(where, mode)}`).join('; ')];
}

const pairOf = ({ revision, mode }: Where) => `${revision} ${mode}`;

function revisionsOf(where: readonly Where[], wanted: RegistrationMode | null): string {
  return where
    .filter(({ mode }) => mode === wanted)
    .map(({ revision }) => revision)
    .toSorted()
    .join(', ');
}

/** Whether the baseline accounts for a result that would otherwise be reported. */
export function isBaselined({ baseline, verdict }: ReportResult): boolean {
  return baseline !== null && (verdict === 'fail' || verdict === 'warn' || verdict === 'inconclusive');
}

/** The requirements with a baseline entry of which nothing fails any more. */
export function staleBaseline(report: Report): Set<string> {
  const listed = report.results.filter(({ baseline }) => baseline !== null);
  const used = new Set(listed.filter(isBaselined).map(({ requirement }) => requirement));
  const passing = listed.filter(({ verdict, requirement }) => verdict === 'pass' && !used.has(requirement));
  return new Set(passing.map(({ requirement }) => requirement));
}

/** A failure with all that it keeps from being judged. */
export interface Cause {
  readonly verdict: SharedVerdict;
  readonly consequences: readonly ReportResult[];
}

/** The failures that have a reason of their own, those with the most consequences first. */
export function causesOf(report: Report): Cause[] {
  const open = report.results.filter((result) => !isBaselined(result));
  const failures = open.filter(({ verdict }) => verdict === 'fail');
  const failing = new Set(failures.map(({ requirement }) => requirement));
  const rootOf = rootFinder(open, failing);
  const roots = failures.filter((result) => rootOf(result) === null);
  const causes = shareVerdicts(roots).map((verdict) => ({
    verdict,
    consequences: open.filter((result) => rootOf(result) === verdict.result.requirement),
  }));
  return firstOfEach(causes).toSorted((a, b) => b.consequences.length - a.consequences.length);
}

/** Where one requirement fails in two different ways, its consequences stand under the first only. */
function firstOfEach(causes: readonly Cause[]): Cause[] {
  const seen = new Set<string>();
  return causes.map((cause) => {
    const { requirement } = cause.verdict.result;
    if (seen.has(requirement)) return { ...cause, consequences: [] };
    seen.add(requirement);
    return cause;
  });
}

/** Finds the last failing requirement on a chain of blocks, or `null` when there is none. */
function rootFinder(results: readonly ReportResult[], failing: ReadonlySet<string>) {
  const blockers = new Map<string, string>();
  for (const { requirement, blockedBy } of results)
    if (blockedBy !== null) blockers.set(requirement, blockedBy);
  return ({ requirement, blockedBy }: ReportResult): string | null => {
    const seen = new Set([requirement]);
    let root: string | null = null;
    let cause = blockedBy ?? undefined;
    while (cause !== undefined && !seen.has(cause)) {
      seen.add(cause);
      if (failing.has(cause)) root = cause;
      cause = blockers.get(cause);
    }
    return root;
  };
}

/** What applies, could not be judged, and is explained by no failure and no baseline. */
export function unexplained(report: Report): ReportResult[] {
  const folded = new Set(causesOf(report).flatMap(({ consequences }) => consequences));
  return report.results.filter(
    (result) => result.verdict === 'inconclusive' && !isBaselined(result) && !folded.has(result),
  );
}
