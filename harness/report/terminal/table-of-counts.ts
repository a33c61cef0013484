import type { Verdict } from '../../catalogue/vocabulary.ts';
import type { ReportResult } from '../schema.ts';
import { groupBy, isBaselined } from '../shared-verdicts.ts';
import { modeName, roleName, rolesInOrder, verdictSigns } from '../words.ts';
import type { Ink, Style } from './ink.ts';
import { verdictStyles } from './ink.ts';
import type { Section } from './page.ts';
import type { Cell } from './table.ts';
import { layOutTable, tableWidth } from './table.ts';

type Column = Verdict | 'baseline';

const columns = ['pass', 'fail', 'warn', 'inconclusive', 'baseline', 'skip'] as const satisfies Column[];

/** Instead of the words where those do not fit. */
const signs: Readonly<Record<Column, string>> = { ...verdictSigns, baseline: 'b' };

/** How many of each verdict, for every role, revision and mode. */
export const countsSection: Section = ({ report, width, ink }) => {
  const groups = groupBy(report.results, ({ role, revision, mode }) =>
    JSON.stringify([role, revision, mode]),
  );
  if (groups.length === 0) return [];
  const rows = groups.toSorted(byRoleThenPlace).map((group) => countRow(group, ink));
  const inWords = [headRow(columns, ink), ...rows];
  const inSigns = [
    headRow(
      columns.map((column) => signs[column]),
      ink,
    ),
    ...rows,
  ];
  return [ink('strong', 'Verdicts'), '', ...layOutTable(tableWidth(inWords) <= width ? inWords : inSigns)];
};

function headRow(names: readonly string[], ink: Ink): Cell[] {
  const paint = (text: string) => ink('quiet', text);
  return [
    ...['role', 'revision', 'mode'].map((text) => ({ text, paint })),
    ...names.map((text) => ({ text, paint, align: 'right' as const })),
  ];
}

function byRoleThenPlace([a]: readonly ReportResult[], [b]: readonly ReportResult[]): number {
  if (!a || !b) return 0;
  const byRole = rolesInOrder.indexOf(a.role) - rolesInOrder.indexOf(b.role);
  return byRole || a.revision.localeCompare(b.revision) || (a.mode ?? '').localeCompare(b.mode ?? '');
}

function countRow(results: readonly ReportResult[], ink: Ink): Cell[] {
  const [first] = results;
  if (!first) return [];
  return [
    { text: roleName(first.role) },
    { text: first.revision },
    { text: modeName(first.mode) },
    ...columns.map((column) => countCell(column, results, ink)),
  ];
}

function countCell(column: Column, results: readonly ReportResult[], ink: Ink): Cell {
  const number = results.filter((result) => columnOf(result) === column).length;
  const style: Style = number === 0 || column === 'baseline' ? 'quiet' : verdictStyles[column];
  return { text: `${number}`, align: 'right', paint: (padded) => ink(style, padded) };
}

const columnOf = (result: ReportResult): Column => (isBaselined(result) ? 'baseline' : result.verdict);
