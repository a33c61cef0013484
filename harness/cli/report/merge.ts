import { jsonText } from '../../report/json-text.ts';
import { type Matrix, matrixOf } from '../../report/matrix/matrix.ts';
import { matrixText } from '../../report/matrix/matrix-text.ts';
import type { Report } from '../../report/schema.ts';
import { terminalLook } from '../terminal-look.ts';
import { print } from './print.ts';
import { readSavedReport } from './saved-report.ts';

/** Prints reports side by side, and answers with the gravest exit code among them. */
export async function mergeReports(args: {
  readonly reports: readonly string[];
  readonly reporter: 'terminal' | 'html' | 'json';
}): Promise<number> {
  const named = args.reports.map((name) => ({ name, report: readSavedReport(name) }));
  const matrix = matrixOf(named);
  switch (args.reporter) {
    case 'terminal':
      print(matrixText(matrix, { ...terminalLook(), strict: false }));
      break;
    case 'json':
      print(jsonText(rowsOf(matrix)));
      break;
    case 'html': {
      const { matrixHtml } = await import('../../report/matrix/matrix-html.ts');
      print(matrixHtml(matrix));
    }
  }
  return gravest(named.map(({ report }) => report));
}

/** For scripts: an array of rows with an id, as `list --json` prints. */
function rowsOf({ columns, rows }: Matrix) {
  return rows.map(({ requirement, role, level, cells }) => ({
    id: requirement,
    role,
    level,
    verdicts: Object.fromEntries(
      columns.map(({ name }, index) => {
        const cell = cells[index];
        return [name, cell ? (cell.isBaselined ? 'baseline' : cell.result.verdict) : null];
      }),
    ),
  }));
}

/** A failure outranks an interruption, which outranks what could not be judged. */
const gravestFirst = [1, 2, 130, 3];

function gravest(reports: readonly Report[]): number {
  return gravestFirst.find((code) => reports.some(({ exitCode }) => exitCode === code)) ?? 0;
}
