/** What is different between two reports, as people read it on a terminal. */
import { plain } from '../plain-text.ts';
import type { ReporterOptions } from '../reporter.ts';
import type { Report, ReportResult } from '../schema.ts';
import { isBaselined, whereParts } from '../shared-verdicts.ts';
import { type Ink, inkOf, toAscii, verdictStyles } from '../terminal/ink.ts';
import { count, verdictSigns } from '../words.ts';
import { displayWidth, hang, padRight } from '../wrap.ts';
import { type Change, type ChangeKind, type Comparison, changeKinds, isWorse } from './changes.ts';

/** A report with the name under which the user knows it. */
export interface NamedReport {
  readonly name: string;
  readonly report: Report;
}

const titles: Readonly<Record<ChangeKind, string>> = {
  'newly-failing': 'Newly failing',
  'no-longer-judged': 'No longer judged',
  'newly-warned': 'Newly warned of',
  'newly-in-baseline': 'Newly in the baseline',
  'newly-passing': 'Newly passing',
  'newly-judged': 'Newly judged, and passing',
  'no-longer-applies': 'No longer applies',
  'newly-unjudged': 'Newly listed, and not judged',
};

/** Beyond so many, changes of one kind are told by family. */
const mostNamed = 40;

/** Renders a comparison; the last line says what the exit code says. */
export function comparisonText(
  before: NamedReport,
  after: NamedReport,
  comparison: Comparison,
  options: ReporterOptions,
): string {
  const ink = inkOf(options);
  const parts = [
    headLines(before, after, options.width, ink),
    ...changeKinds.map((kind) => kindLines(kind, comparison.changes, options.width, ink)),
    [closing(comparison, options.strict)],
  ];
  const text = `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
  return options.ascii ? toAscii(text) : text;
}

function headLines(before: NamedReport, after: NamedReport, width: number, ink: Ink): string[] {
  const same = before.report.catalogueVersion === after.report.catalogueVersion;
  return [
    ...hang('before  ', identity(before), width),
    ...hang('after   ', identity(after), width),
    ...(same
      ? []
      : hang('! ', 'The catalogues differ: a requirement may be judged by another rule.', width).map((line) =>
          ink('warn', line),
        )),
  ];
}

function identity({ name, report }: NamedReport): string {
  const { provider, startedAt, catalogueVersion, summary, interrupted } = report;
  return [
    plain(name),
    plain(provider),
    startedAt.slice(0, 16).replace('T', ' '),
    `catalogue ${plain(catalogueVersion)}`,
    `judged ${summary.judged} of ${summary.apply}`,
    ...(interrupted ? ['interrupted'] : []),
  ].join(' · ');
}

function kindLines(kind: ChangeKind, all: readonly Change[], width: number, ink: Ink): string[] {
  const changes = all.filter((change) => change.kind === kind);
  if (changes.length === 0) return [];
  const named = changes.slice(0, mostNamed);
  const left = changes.length - named.length;
  return [
    ink('strong', `${titles[kind]}  ${changes.length}`),
    ...named.flatMap((change) => changeLines(change, width, ink)),
    ...(left > 0 ? [ink('quiet', `  and ${left} more`)] : []),
  ];
}

const idColumn = 46;

function changeLines({ before, after, where }: Change, width: number, ink: Ink): string[] {
  const shown = after ?? before;
  if (shown === null) return [];
  const sign = ink(
    after ? verdictStyles[after.verdict] : 'unknown',
    after ? verdictSigns[after.verdict] : '?',
  );
  const start = `${padRight(shown.level, 6)}  ${plain(shown.requirement)}`;
  const step = `${word(before)} → ${word(after)}  ${ink('quiet', whereParts(where).map(plain).join(' · '))}`;
  const head = `  ${sign} ${padRight(start, idColumn)}  ${step}`;
  const said = after?.verdict === 'fail' || after?.verdict === 'warn' ? after.title : (after?.reason ?? '');
  return [
    ...(displayWidth(`    ${padRight(start, idColumn)}  ${word(before)} → ${word(after)}`) > width
      ? [`  ${sign} ${start}`, `            ${step}`]
      : [head]),
    ...(plain(said) === '' ? [] : hang('            ', plain(said), width)),
  ];
}

function word(result: ReportResult | null): string {
  if (result === null) return 'absent';
  return isBaselined(result) ? 'baseline' : result.verdict;
}

function closing(comparison: Comparison, strict: boolean): string {
  const { changes, stillFailing, unchanged } = comparison;
  const counts = changeKinds
    .map(
      (kind) =>
        [titles[kind].toLowerCase(), changes.filter((change) => change.kind === kind).length] as const,
    )
    .filter(([, number]) => number > 0)
    .map(([title, number]) => `${number} ${title}`);
  const said = counts.length === 0 ? ['nothing changed'] : counts;
  const failing = stillFailing > 0 ? [`${stillFailing} still failing`] : [];
  const verdict = isWorse(comparison, strict)
    ? 'exit 1: it is worse than before'
    : 'exit 0: nothing is worse';
  return `${[...said, ...failing, `${count(unchanged, 'result')} unchanged`].join(' · ')}\n${verdict}`;
}
