/** Lays the exchanges of a block out in columns, one line each. */
import type { Outcome } from './exchange-outcome.ts';
import type { Parameter } from './exchange-parameters.ts';
import { plain } from './plain-text.ts';
import { displayWidth, hang, padRight, shorten } from './wrap.ts';

/** One exchange in short. */
export interface ExchangeRow {
  /** What it is to the verdict. */
  readonly part: 'control' | 'offence' | 'evidence';
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** What differs from the control first. */
  readonly parameters: readonly Parameter[];
  readonly outcome: Outcome;
}

/** How many parameters are shown, how long their values and the outcome may be; the first that fits is taken. */
const attempts = [
  [3, 60, 72],
  [3, 32, 44],
  [2, 32, 44],
  [2, 24, 36],
  [1, 32, 44],
  [1, 24, 36],
  [1, 16, 24],
] as const;

/** The rows as lines, without the label in front of each; several lines for a row that no attempt fits. */
export function layOutRows(rows: readonly ExchangeRow[], width: number): string[][] {
  const ids = widest(rows.map(({ id }) => id));
  const targets = widest(rows.map(targetOf));
  for (const [number, length, outcomeLength] of attempts) {
    const texts = rows.map((row) => parametersText(row, number, length, rows));
    const column = widest(texts);
    const lines = rows.map((row, index) => {
      const head = `${padRight(row.id, ids)}  ${padRight(targetOf(row), targets)}`;
      const middle = column > 0 ? `   ${padRight(texts[index] ?? '', column)}` : '';
      return `${head}${middle}  ${outcomeText(row.outcome, outcomeLength)}`.trimEnd();
    });
    if (lines.every((line) => displayWidth(line) <= width)) return lines.map((line) => [line]);
  }
  return rows.map((row) => stacked(row, ids, width, rows));
}

function stacked(row: ExchangeRow, ids: number, width: number, rows: readonly ExchangeRow[]): string[] {
  const indent = ' '.repeat(ids + 2);
  const first = `${padRight(row.id, ids)}  ${targetOf(row)}`;
  const parameters = parametersText(row, 3, 60, rows);
  const outcome = outcomeText(row.outcome, 200);
  const second = `${indent}${parameters}  ${outcome}`;
  if (parameters !== '' && displayWidth(second) <= width) return [first, second];
  return [first, ...[parameters, outcome].filter(Boolean).flatMap((text) => hang(indent, text, width))];
}

const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(displayWidth));

const targetOf = ({ method, path }: ExchangeRow) => `${plain(method)} ${shorten(plain(path), 200)}`;

function parametersText(
  { parameters }: ExchangeRow,
  number: number,
  length: number,
  rows: readonly ExchangeRow[],
): string {
  return parameters
    .slice(0, number)
    .map(({ name, value }) => {
      const shown = shorten(plain(name), 32);
      return value === null
        ? `${shown} (absent)`
        : `${shown}=${shortValue(plain(value), length, valuesOf(name, rows))}`;
    })
    .join(' ');
}

const valuesOf = (name: string, rows: readonly ExchangeRow[]) =>
  rows.flatMap(({ parameters }) =>
    parameters.flatMap((one) => (one.name === name && one.value !== null ? [plain(one.value)] : [])),
  );

/** Columns of what values have in common that stand before the first difference. */
const commonTail = 8;

/** A value in short; where that would make it look like another one beside it, from where they differ. */
function shortValue(value: string, length: number, all: readonly string[]): string {
  const short = shorten(value, length);
  const alike = all.filter((other) => other !== value && shorten(other, length) === short);
  if (alike.length === 0) return short;
  const start = Math.min(...alike.map((other) => sharedLength(value, other))) - commonTail;
  // A placeholder is worth nothing in parts.
  const whole = value.slice(0, start).lastIndexOf('‹');
  const from = whole > value.slice(0, start).lastIndexOf('›') ? whole : start;
  return from > 0 ? shorten(`…${value.slice(from)}`, length) : short;
}

/** How many characters two texts have in common at their beginning. */
function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function outcomeText({ status, words }: Outcome, length: number): string {
  const said = shorten(plain(words), length);
  if (status !== null) return `→ ${status}  ${said}`.trimEnd();
  return said === '' ? '→ no answer' : `→ no answer (${said})`;
}
