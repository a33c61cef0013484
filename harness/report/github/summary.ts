/** The report as Markdown for the summary of a step of GitHub Actions, and for comments. */
import { exitMeaning } from '../exit-meaning.ts';
import { blockText } from '../failure-block-text.ts';
import { exchangeDetails, fenced } from '../markdown-block.ts';
import { htmlText, markdownCode, markdownTable, markdownText } from '../markdown-text.ts';
import type { Render } from '../reporter.ts';
import type { Report, ReportExchange } from '../schema.ts';
import { groupBy, staleBaseline } from '../shared-verdicts.ts';
import { verdictSentence } from '../verdict-sentence.ts';
import { type Entry, type Group, groupsOf } from '../viewer/entries.ts';
import { count } from '../words.ts';
import { shorten } from '../wrap.ts';

/** GitHub refuses a summary beyond 1 MiB; what goes beyond this is told by its requirement only. */
const longest = 800_000;

const widestCell = 300;

/** Tables of what fails, by cause, and of what else is not green; the proof is folded up below each. */
const github: Render = (report) => {
  const groups = groupsOf(report);
  const entriesOf = (id: Group['id']) => groups.find((group) => group.id === id)?.entries ?? [];
  const exchanges = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  const budget = { left: longest };
  const proofs = (entries: readonly Entry[]) => proofsOf(entries, exchanges, budget);
  const failed = entriesOf('failed');
  const warnings = entriesOf('warnings');
  const parts = [
    `## MCP authorization: ${markdownText(report.provider || 'no provider')}`,
    `**${markdownText(verdictSentence(report))}**`,
    countsLine(report),
    ...report.notices.map((notice) => `> ${markdownText(notice)}`),
    ...preflightPart(report),
    ...section('Failures', failed.length > 0 ? [failureTable(failed), ...proofs(failed)] : []),
    ...section('Could not be judged', reasonTable(entriesOf('inconclusive'))),
    ...section('Warnings', warnings.length > 0 ? [verdictTable(warnings), ...proofs(warnings)] : []),
    ...section('Baseline', baselineTable(report, entriesOf('baseline'))),
  ];
  return `${parts.join('\n\n')}\n`;
};

export default github;

function section(title: string, parts: readonly string[]): string[] {
  return parts.length === 0 ? [] : [`### ${title}`, ...parts];
}

function countsLine(report: Report): string {
  const { pass, fail, warn, inconclusive, baselined, judged, apply } = report.summary;
  const counts = [
    count(fail, 'failure'),
    count(warn, 'warning'),
    `${inconclusive} inconclusive`,
    ...(baselined > 0 ? [`${baselined} in the baseline`] : []),
    `${pass} passed`,
  ];
  const partial = report.interrupted ? ' · interrupted: this report is partial' : '';
  return `${counts.join(' · ')} · judged ${judged} of ${apply} that apply · exit ${report.exitCode}: ${exitMeaning(report)}${partial}`;
}

function preflightPart({ preflight, results }: Report): string[] {
  const failed = preflight.filter(({ ok }) => !ok);
  if (failed.length === 0) return [];
  const rows = failed.map(({ step, detail }) => [markdownText(step), cell(detail)]);
  const title = results.length === 0 ? 'The set-up does not work, and nothing was judged' : 'Preflight';
  return [`### ${title}`, markdownTable(['step', 'what happened'], rows)];
}

const cell = (text: string) => markdownText(shorten(text.slice(0, 4 * widestCell), widestCell));

/** Causes, with how much each of them keeps from being judged. */
function failureTable(entries: readonly Entry[]): string {
  const because = entries.map(({ because: cause, consequences }) =>
    consequences.length > 0 ? `${count(consequences.length, 'other')} not judged` : cell(cause),
  );
  if (because.every((text) => text === '')) return verdictTable(entries);
  const rows = entries.map((entry, index) => [...verdictCells(entry), because[index] ?? '']);
  return markdownTable([...verdictColumns, 'because of it'], rows);
}

const verdictColumns = ['requirement', 'what happened', 'who, and where'];

function verdictTable(entries: readonly Entry[]): string {
  return markdownTable(verdictColumns, entries.map(verdictCells));
}

function verdictCells({ block }: Entry): string[] {
  const { level, requirement, fact, party } = block;
  return [`${level} ${markdownCode(requirement)}`, cell(fact), cell(party.join(' · '))];
}

function reasonTable(entries: readonly Entry[]): string[] {
  if (entries.length === 0) return [];
  const rows = groupBy(entries, ({ because }) => because).map((group) => [
    cell(group[0]?.because ?? ''),
    [...new Set(group.map(({ block }) => markdownCode(block.requirement)))].join(' '),
  ]);
  return [markdownTable(['why', 'requirements'], rows)];
}

function baselineTable(report: Report, entries: readonly Entry[]): string[] {
  const stale = [...staleBaseline(report)].map((id) => [
    markdownCode(id),
    'no longer fails; remove its entry from the baseline',
  ]);
  const known = entries.map(({ block, shared }) => {
    const { reason = '', issue, until, source } = shared.result.baseline ?? {};
    const details = [reason, issue, until ? `until ${until}` : '', source];
    return [markdownCode(block.requirement), cell(details.filter(Boolean).join(' · '))];
  });
  const rows = [...stale, ...known];
  return rows.length === 0 ? [] : [markdownTable(['requirement', 'reason'], rows)];
}

/** Each verdict with its exchanges, folded up, as long as there is room. */
function proofsOf(
  entries: readonly Entry[],
  exchanges: ReadonlyMap<string, ReportExchange>,
  budget: { left: number },
): string[] {
  const proofs = entries.map(({ block, shared: { result } }) => {
    const ids = [...new Set([...(result.control === null ? [] : [result.control]), ...result.evidence])];
    const texts = ids.flatMap((id) => exchanges.get(id) ?? []).map(exchangeDetails);
    const summary = `<summary><code>${htmlText(block.requirement)}</code> ${htmlText(shorten(block.fact, widestCell))}</summary>`;
    return ['<details>', summary, '', fenced(blockText(block), 'text'), '', ...texts, '</details>'].join(
      '\n',
    );
  });
  const shown = proofs.filter((proof) => {
    budget.left -= proof.length;
    return budget.left >= 0;
  });
  const left = proofs.length - shown.length;
  return left === 0 ? shown : [...shown, `${count(left, 'more proof')} in the full report.`];
}
