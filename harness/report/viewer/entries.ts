/** Orders the verdicts of a report into what is listed, and finds what belongs to each. */
import type { FailureBlock } from '../failure-block.ts';
import { blockMaker } from '../failure-block.ts';
import { plain } from '../plain-text.ts';
import type { Report, ReportResult } from '../schema.ts';
import type { SharedVerdict } from '../shared-verdicts.ts';
import { causesOf, isBaselined, shareVerdicts } from '../shared-verdicts.ts';
import { anchorOf } from './address.ts';
import type { Facts } from './filter-query.ts';

/** One verdict with all that is shown of it. */
export interface Entry {
  /** Where links point to: the requirement, with a number when it has several verdicts. */
  readonly anchor: string;
  readonly shared: SharedVerdict;
  readonly block: FailureBlock;
  readonly facts: Facts;
  /** Why it stands where it stands, for those that share a reason; or ''. */
  readonly because: string;
  /** The requirements that could not be judged because of it. */
  readonly consequences: readonly string[];
}

export interface Group {
  readonly id: 'failed' | 'inconclusive' | 'warnings' | 'baseline' | 'passed' | 'skipped';
  readonly title: string;
  readonly entries: readonly Entry[];
}

interface Draft {
  readonly shared: SharedVerdict;
  readonly because: string;
  readonly consequences: readonly string[];
}

/** The groups in the order in which they are read; those without entries are left out. */
export function groupsOf(report: Report): Group[] {
  const open = report.results.filter((result) => !isBaselined(result));
  const of = (verdict: ReportResult['verdict']) => open.filter((result) => result.verdict === verdict);
  const drafts: [Group['id'], string, Draft[]][] = [
    ['failed', 'Failed', failures(report, of('fail'))],
    ['inconclusive', 'Could not be judged', byReason(of('inconclusive'))],
    ['warnings', 'Warnings', alone(of('warn'))],
    ['baseline', 'In the baseline', alone(report.results.filter(isBaselined))],
    ['passed', 'Passed', alone(of('pass'))],
    ['skipped', 'Does not apply', byReason(of('skip'))],
  ];
  const finish = entryMaker(report);
  return drafts
    .filter(([, , list]) => list.length > 0)
    .map(([id, title, list]) => ({ id, title, entries: list.map((draft) => finish(draft)) }));
}

/** What concerns one verdict only. */
function alone(results: readonly ReportResult[]): Draft[] {
  return shareVerdicts(results).map((shared) => ({ shared, because: '', consequences: [] }));
}

/** Causes with what they keep from being judged, then the failures that follow from others. */
function failures(report: Report, failing: readonly ReportResult[]): Draft[] {
  const causes = causesOf(report);
  const roots = causes.map(({ verdict, consequences }) => ({
    shared: verdict,
    because: '',
    consequences: [...new Set(consequences.map(({ requirement }) => requirement))],
  }));
  const told = new Set(roots.map(({ shared }) => shared.result.requirement));
  const following = failing.filter(({ requirement }) => !told.has(requirement));
  return [
    ...roots,
    ...shareVerdicts(following).map((shared) => ({
      shared,
      because: shared.result.blockedBy === null ? '' : `follows from ${plain(shared.result.blockedBy)}`,
      consequences: [],
    })),
  ];
}

/** Those with the same reason side by side, the reason that most share first. */
function byReason(results: readonly ReportResult[]): Draft[] {
  const drafts = shareVerdicts(results).map((shared) => ({
    shared,
    because: plain(shared.result.reason) || 'no reason was given',
    consequences: [],
  }));
  const sizes = new Map<string, number>();
  for (const { because } of drafts) sizes.set(because, (sizes.get(because) ?? 0) + 1);
  return drafts.toSorted(
    (a, b) =>
      (sizes.get(b.because) ?? 0) - (sizes.get(a.because) ?? 0) ||
      (a.because < b.because ? -1 : a.because > b.because ? 1 : 0),
  );
}

function entryMaker(report: Report): (draft: Draft) => Entry {
  const makeBlock = blockMaker(report);
  const seen = new Map<string, number>();
  return (draft) => {
    const anchor = anchorOf(draft.shared.result.requirement);
    const number = (seen.get(anchor) ?? 0) + 1;
    seen.set(anchor, number);
    const block = makeBlock(draft.shared);
    return {
      ...draft,
      anchor: number === 1 ? anchor : `${anchor}~${number}`,
      block,
      facts: factsOf(draft.shared, block),
    };
  };
}

function factsOf({ result, where }: SharedVerdict, block: FailureBlock): Facts {
  const modes = where.map(({ mode }) => mode);
  const words = [block.requirement, block.fact, block.expected, block.actual, block.why, block.fix];
  return {
    level: result.level.toLowerCase(),
    role: result.role,
    verdict: isBaselined(result) ? 'baseline' : result.verdict,
    revisions: where.map(({ revision }) => revision.toLowerCase()),
    modes: modes.includes(null) ? [] : modes.filter((mode) => mode !== null),
    text: [...words, ...block.party, ...block.spec.map(({ title }) => title), result.scenario ?? '']
      .join('\n')
      .toLowerCase(),
  };
}
