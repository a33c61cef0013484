/** Providers by requirements, as people read it on a terminal. */
import { plain } from '../plain-text.ts';
import type { ReporterOptions } from '../reporter.ts';
import { type Ink, inkOf, toAscii, verdictStyles } from '../terminal/ink.ts';
import { type Cell, layOutTable } from '../terminal/table.ts';
import { roleName, rolesInOrder, verdictSigns } from '../words.ts';
import { shorten } from '../wrap.ts';
import type { Matrix, MatrixCell, MatrixRow } from './matrix.ts';

/** What a failure that the baseline accounts for is shown as. */
export const baselineSign = 'b';
export const legend =
  '✗ fail  ! warn  ? could not be judged  b baseline  ✓ pass  – does not apply  (blank) not in the report';

/** Renders the matrix, role by role; below it how many MUSTs hold. */
export function matrixText(matrix: Matrix, options: ReporterOptions): string {
  const ink = inkOf(options);
  const names = matrix.columns.map(({ name }) => plain(name));
  const parts = rolesInOrder.flatMap((role) => {
    const rows = matrix.rows.filter((row) => row.role === role);
    if (rows.length === 0) return [];
    return [
      [
        ink('strong', roleName(role)),
        '',
        ...layOutTable([head(names, ink), ...rows.map((row) => line(row, ink))]),
      ],
    ];
  });
  const must = layOutTable(
    matrix.columns.map(({ must: { hold, apply, unjudged }, stopped }, index) => [
      { text: names[index] ?? '' },
      { text: stopped === null ? `${hold} of ${apply} MUST hold` : 'not judged', align: 'right' },
      { text: stopped === null ? unjudgedText(unjudged) : shorten(plain(stopped), widestReason) },
    ]),
  );
  const text = `${[...parts, [ink('quiet', `  ${legend}`)], must].map((lines) => lines.join('\n')).join('\n\n')}\n`;
  return options.ascii ? toAscii(text) : text;
}

const widestReason = 60;

const unjudgedText = (number: number) => (number === 0 ? '' : `${number} could not be judged`);

function head(names: readonly string[], ink: Ink): Cell[] {
  const quiet = (text: string): Cell => ({ text, paint: (padded) => ink('quiet', padded) });
  return [quiet(''), quiet(''), ...names.map(quiet)];
}

function line({ requirement, level, cells }: MatrixRow, ink: Ink): Cell[] {
  return [
    { text: plain(requirement) },
    { text: level, paint: (padded) => ink('quiet', padded) },
    ...cells.map((cell): Cell => {
      if (cell === null) return { text: '' };
      return { text: signOf(cell), paint: (padded) => ink(styleOf(cell), padded) };
    }),
  ];
}

/** The sign of a cell. */
export function signOf({ result, isBaselined }: MatrixCell): string {
  return isBaselined ? baselineSign : verdictSigns[result.verdict];
}

const styleOf = ({ result, isBaselined }: MatrixCell) =>
  isBaselined ? 'quiet' : verdictStyles[result.verdict];
