import type { RegistrationMode } from '../../catalogue/vocabulary.ts';
import { plain } from '../plain-text.ts';
import type { Report, ReportResult } from '../schema.ts';
import { isBaselined } from '../shared-verdicts.ts';
import { verdictSigns } from '../words.ts';
import { displayWidth } from '../wrap.ts';
import type { Ink } from './ink.ts';
import { verdictStyles } from './ink.ts';
import type { Page, Section } from './page.ts';
import type { Cell } from './table.ts';
import { layOutTable } from './table.ts';

interface Column {
  readonly revision: string;
  readonly mode: RegistrationMode | null;
}

/** From the worst to the best, so that one sign can stand for several results. */
const worstFirst = ['fail', 'inconclusive', 'warn', 'pass', 'skip'] as const;

const baselineSign = 'b';
const legend = '✗ fail  ! warn  ? inconclusive  b baseline  ✓ pass  – does not apply';

/** With several revisions or modes: what is broken somewhere, with a column for each revision and mode. */
export const matrixSection: Section = (page) => {
  const columns = columnsOf(page.report);
  const broken = page.report.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  const ids = [...new Set(broken.map(({ requirement }) => requirement))];
  if (columns.length < 2 || ids.length === 0) return [];
  const bands = inBands(columns, ids, page.width);
  return [
    page.ink('strong', 'Where it holds'),
    ...bands.flatMap((band) => ['', ...layOutTable(bandRows(band, ids, page))]),
    '',
    page.ink('quiet', `  ${legend}`),
  ];
};

function columnsOf({ revisions, modes }: Report): Column[] {
  const wanted = modes.length > 0 ? modes : [null];
  return revisions.flatMap((revision) => wanted.map((mode) => ({ revision, mode })));
}

/** As many columns side by side as the width allows. */
function inBands(columns: readonly Column[], ids: readonly string[], width: number): Column[][] {
  const room = width - 2 - Math.max(...ids.map(displayWidth));
  const columnWidth = 2 + Math.max(...columns.flatMap((column) => titlesOf(column).map(displayWidth)));
  const size = Math.max(1, Math.floor(room / columnWidth));
  const bands: Column[][] = [];
  for (let start = 0; start < columns.length; start += size) bands.push(columns.slice(start, start + size));
  return bands;
}

const titlesOf = ({ revision, mode }: Column): string[] => [revision, ...(mode === null ? [] : [mode])];

function bandRows(columns: readonly Column[], ids: readonly string[], { report, ink }: Page): Cell[][] {
  const quiet = (text: string): Cell => ({ text, paint: (padded) => ink('quiet', padded) });
  const titleRows = columns.some(({ mode }) => mode !== null) ? [0, 1] : [0];
  return [
    ...titleRows.map((row) => [quiet(''), ...columns.map((column) => quiet(titlesOf(column)[row] ?? ''))]),
    ...ids.map((id) => [
      { text: plain(id) },
      ...columns.map((column) => signCell(resultsAt(report.results, id, column), ink)),
    ]),
  ];
}

function resultsAt(results: readonly ReportResult[], id: string, column: Column): ReportResult[] {
  return results.filter(
    ({ requirement, revision, mode }) =>
      requirement === id &&
      revision === column.revision &&
      (mode === null || column.mode === null || mode === column.mode),
  );
}

function signCell(results: readonly ReportResult[], ink: Ink): Cell {
  const open = results.filter((result) => !isBaselined(result));
  const worst = worstFirst.find((verdict) => open.some((result) => result.verdict === verdict));
  if (open.length < results.length && (worst === undefined || worst === 'pass' || worst === 'skip')) {
    return { text: baselineSign, paint: (padded) => ink('quiet', padded) };
  }
  if (!worst) return { text: '' };
  return { text: verdictSigns[worst], paint: (padded) => ink(verdictStyles[worst], padded) };
}
