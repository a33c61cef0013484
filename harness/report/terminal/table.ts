import { displayWidth } from '../wrap.ts';

/** A cell as it is measured, and how it is painted. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
  readonly align?: 'right';
}

type Rows = readonly (readonly Cell[])[];

const indent = '  ';
const gap = '  ';

/** Sets cells in columns as wide as their widest cell. */
export function layOutTable(rows: Rows): string[] {
  const widths = columnWidths(rows);
  return rows.map((row) => {
    const cells = row.map((cell, column) => padded(cell, widths[column] ?? 0));
    return (indent + cells.join(gap)).trimEnd();
  });
}

/** Columns that a table takes on the terminal. */
export function tableWidth(rows: Rows): number {
  return columnWidths(rows).reduce((sum, width) => sum + gap.length + width, indent.length - gap.length);
}

function columnWidths(rows: Rows): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, { text }] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(text));
    }
  }
  return widths;
}

function padded({ text, paint, align }: Cell, width: number): string {
  const blank = ' '.repeat(Math.max(0, width - displayWidth(text)));
  const shown = paint ? paint(text) : text;
  return align === 'right' ? blank + shown : shown + blank;
}
