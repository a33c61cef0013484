/** The five lanes as columns of text, and what stands over them on a line. */
import { laneNames, lanes } from '../diagram-rows.ts';
import type { Piece } from '../terminal/flow.ts';
import { displayWidth, wrap } from '../wrap.ts';

/** Where the lanes run. */
export interface Lanes {
  readonly width: number;
  /** The column of each lane, counted from 0. */
  readonly columns: readonly number[];
}

export function lanesOf(width: number): Lanes {
  return { width, columns: lanes.map((_, index) => Math.floor(((index + 0.5) * width) / lanes.length)) };
}

/** The names of the lanes, each above its own. */
export function laneHeads({ width }: Lanes): string[] {
  const room = Math.floor(width / lanes.length);
  const names = lanes.map((lane) => wrap(laneNames[lane], room));
  const height = Math.max(...names.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) =>
    names
      .map((lines) => centred(lines[row - (height - lines.length)] ?? '', room))
      .join('')
      .trimEnd(),
  );
}

function centred(text: string, room: number): string {
  const left = Math.floor((room - displayWidth(text)) / 2);
  return `${' '.repeat(Math.max(0, left))}${text}`.padEnd(room);
}

/** A line with a text at a column; the lanes go on where the text leaves room. */
export function over(lanes: Lanes, start: number, { text, painted }: Piece): Piece {
  const before = background(lanes, 0, start);
  const after = background(lanes, start + displayWidth(text) + 1, lanes.width);
  const gap = start + displayWidth(text) < lanes.width ? ' ' : '';
  return { text: before + text + gap + after, painted: before + painted + gap + after };
}

/** A line of nothing but lanes. */
export function emptyLine(lanes: Lanes): string {
  return background(lanes, 0, lanes.width);
}

function background({ columns }: Lanes, from: number, to: number): string {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) =>
    columns.includes(from + index) ? '│' : ' ',
  ).join('');
}
