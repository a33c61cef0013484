/**
 * The block that tells one verdict and stands alone: the same fields in the same order in every
 * reporter, because people paste it into other people's trackers.
 */
import type { Level, Verdict } from '../catalogue/vocabulary.ts';
import { outcomeOf } from './exchange-outcome.ts';
import { rankedParameters } from './exchange-parameters.ts';
import type { ExchangeRow } from './exchange-rows.ts';
import { pathOf } from './message-fields.ts';
import { plain, plainLines } from './plain-text.ts';
import type { Report, ReportExchange, ReportResult } from './schema.ts';
import type { SharedVerdict } from './shared-verdicts.ts';
import { whereParts } from './shared-verdicts.ts';
import { commandLine, roleName } from './words.ts';

/** The nine fields, ready to be shown: without control characters, not yet wrapped. */
export interface FailureBlock {
  readonly verdict: Verdict;
  readonly level: Level;
  readonly requirement: string;
  /** The party by its name, its role, and the modes and revisions in which this holds. */
  readonly party: readonly string[];
  /** What happened, in one line. */
  readonly fact: string;
  /** The control, if there is one, then what it is compared with. */
  readonly exchanges: readonly ExchangeRow[];
  /** The lines of the evidence that matter. */
  readonly excerpt: readonly string[];
  readonly expected: string;
  readonly actual: string;
  readonly why: string;
  readonly spec: readonly { readonly title: string; readonly url: string }[];
  readonly fix: string;
  readonly rerun: string;
}

/** What a block is made from besides its verdict: who is judged, and what was recorded. */
export type BlockSource = Pick<Report, 'subjects' | 'exchanges'>;

/** Prepares the making of blocks for the verdicts of one report. */
export function blockMaker(report: BlockSource): (shared: SharedVerdict) => FailureBlock {
  const exchanges = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  return ({ result, where }) => ({
    verdict: result.verdict,
    level: result.level,
    requirement: plain(result.requirement),
    party: [...partyOf(report, result), ...whereParts(where).map(plain)],
    fact: plain(result.title),
    exchanges: rowsOf(result, exchanges),
    excerpt: trimBlank(plainLines(result.excerpt)),
    expected: plain(result.expected),
    actual: actualOf(result),
    why: plain(result.why),
    spec: result.references.map(({ title, url }) => ({ title: plain(title), url: plain(url) })),
    fix: plain(result.fix),
    rerun: plain(commandLine(result.reproduce)),
  });
}

function partyOf(report: BlockSource, { role }: ReportResult): string[] {
  const name = plain(report.subjects[role]?.name ?? '');
  return name === '' ? [roleName(role)] : [name, roleName(role)];
}

/** What was seen; where nothing could be judged, why. */
function actualOf({ verdict, actual, reason }: ReportResult): string {
  if (verdict !== 'inconclusive' && verdict !== 'skip') return plain(actual);
  const lead = verdict === 'skip' ? 'does not apply' : 'could not be judged';
  const seen = plain(actual);
  return `${lead}: ${plain(reason)}${seen === '' ? '' : ` (${seen})`}`;
}

function rowsOf(result: ReportResult, exchanges: ReadonlyMap<string, ReportExchange>): ExchangeRow[] {
  const control = exchanges.get(result.control ?? '') ?? null;
  const evidence = result.evidence.flatMap((id) => exchanges.get(id) ?? []).filter((one) => one !== control);
  const last = evidence.at(-1) ?? null;
  const part = result.verdict === 'fail' || result.verdict === 'warn' ? 'offence' : 'evidence';
  return [
    ...(control ? [rowOf('control', control, last)] : []),
    ...evidence.map((exchange) => rowOf(part, exchange, control)),
  ];
}

function rowOf(
  part: ExchangeRow['part'],
  exchange: ReportExchange,
  other: ReportExchange | null,
): ExchangeRow {
  const { id, request } = exchange;
  const { method, url } = request;
  return {
    part,
    id,
    method,
    path: pathOf(url),
    parameters: rankedParameters(exchange, other),
    outcome: outcomeOf(exchange),
  };
}

function trimBlank(lines: readonly string[]): string[] {
  const isText = (line: string) => line.trim() !== '';
  const end = lines.findLastIndex(isText) + 1;
  return end === 0 ? [] : lines.slice(lines.findIndex(isText), end);
}
