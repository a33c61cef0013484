/** What is different between two reports, requirement by requirement; nothing is reclassified because others changed too. */
import type { Verdict } from '../../catalogue/vocabulary.ts';
import type { Report, ReportResult } from '../schema.ts';
import { groupBy, isBaselined, type Where } from '../shared-verdicts.ts';

/** The ways in which a requirement can stand differently, the worst first. */
export const changeKinds = [
  'newly-failing',
  'no-longer-judged',
  'newly-warned',
  'newly-in-baseline',
  'newly-passing',
  'newly-judged',
  'no-longer-applies',
  'newly-unjudged',
] as const;

export type ChangeKind = (typeof changeKinds)[number];

/** One requirement that stands differently, with every revision and mode in which it does. */
export interface Change {
  readonly kind: ChangeKind;
  /** `null` where the report has no such result. */
  readonly before: ReportResult | null;
  readonly after: ReportResult | null;
  readonly where: readonly Where[];
}

export interface Comparison {
  readonly changes: readonly Change[];
  /** Failures, not in the baseline, that were failures before. */
  readonly stillFailing: number;
  /** Results that say the same in both. */
  readonly unchanged: number;
}

/** Compares two reports by requirement, revision and mode. */
export function compareReports(before: Report, after: Report): Comparison {
  const earlier = new Map(before.results.map((result) => [placeOf(result), result]));
  const later = new Map(after.results.map((result) => [placeOf(result), result]));
  const pairs = [...new Set([...earlier.keys(), ...later.keys()])].map(
    (place) => [earlier.get(place) ?? null, later.get(place) ?? null] as const,
  );
  const single = pairs.flatMap(([one, other]): Change[] => {
    const kind = kindOf(one, other);
    const result = other ?? one;
    if (kind === null || result === null) return [];
    return [{ kind, before: one, after: other, where: [{ revision: result.revision, mode: result.mode }] }];
  });
  return {
    changes: folded(single),
    stillFailing: pairs.filter(([one, other]) => standing(one) === 'fail' && standing(other) === 'fail')
      .length,
    unchanged: pairs.length - single.length,
  };
}

const placeOf = ({ requirement, revision, mode }: ReportResult) => `${requirement} ${revision} ${mode ?? ''}`;

/** A failure that the baseline accounts for stands apart from one that nobody knows of. */
type Standing = Verdict | 'baseline' | 'absent';

function standing(result: ReportResult | null): Standing {
  if (result === null) return 'absent';
  return isBaselined(result) ? 'baseline' : result.verdict;
}

const judged: readonly Standing[] = ['pass', 'fail', 'warn', 'baseline'];

function kindOf(before: ReportResult | null, after: ReportResult | null): ChangeKind | null {
  const was = standing(before);
  const is = standing(after);
  if (was === is) return null;
  if (is === 'fail') return 'newly-failing';
  if (judged.includes(was) && !judged.includes(is)) {
    return after !== null && doesNotApply(after) ? 'no-longer-applies' : 'no-longer-judged';
  }
  if (is === 'warn') return 'newly-warned';
  if (is === 'pass') return judged.includes(was) ? 'newly-passing' : 'newly-judged';
  if (is === 'baseline') return 'newly-in-baseline';
  return is === 'inconclusive' ? 'newly-unjudged' : null;
}

/** What was left out by the command line was not judged; it may apply all the same. */
function doesNotApply({ verdict, skipReason }: ReportResult): boolean {
  return (
    verdict === 'skip' && (skipReason === 'not-in-this-revision' || skipReason === 'capability-not-declared')
  );
}

/** Puts revisions and modes together in which a requirement changed in the same way, the worst changes first. */
function folded(changes: readonly Change[]): Change[] {
  const groups = groupBy(changes, ({ kind, before, after }) =>
    JSON.stringify([kind, (after ?? before)?.requirement, before?.verdict, after?.verdict, after?.title]),
  );
  return groups
    .map((group) => ({ ...(group.at(-1) as Change), where: group.flatMap(({ where }) => where) }))
    .toSorted((a, b) => changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind));
}

/** Whether the later report is worse: something fails that did not, or is not judged any more. */
export function isWorse({ changes }: Comparison, strict: boolean): boolean {
  const worse: readonly ChangeKind[] = [
    'newly-failing',
    'no-longer-judged',
    ...(strict ? ['newly-warned' as const] : []),
  ];
  return changes.some(({ kind }) => worse.includes(kind));
}
