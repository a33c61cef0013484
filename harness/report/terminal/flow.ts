import { displayWidth } from '../wrap.ts';

/** A piece of a line as it is measured and as it is painted. */
export interface Piece {
  readonly text: string;
  readonly painted: string;
}

/** Sets pieces side by side and goes to an indented new line where the next does not fit. */
export function flow(lead: string, pieces: readonly Piece[], separator: string, width: number): string[] {
  const lines: string[] = [];
  let line = lead;
  let used = displayWidth(lead);
  let isFirst = true;
  for (const { text, painted } of pieces) {
    const between = isFirst ? '' : separator;
    const room = displayWidth(between) + displayWidth(text);
    if (!isFirst && used + room > width) {
      lines.push(line);
      line = ' '.repeat(displayWidth(lead)) + painted;
      used = displayWidth(lead) + displayWidth(text);
    } else {
      line += between + painted;
      used += room;
    }
    isFirst = false;
  }
  return [...lines, line];
}
