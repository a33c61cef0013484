/** One exchange as lines: what was asked, an arrow from lane to lane, and what came of it. */
import { type Arrow, isUnderWay } from '../diagram-rows.ts';
import { plain } from '../plain-text.ts';
import type { Piece } from '../terminal/flow.ts';
import type { Ink, Style } from '../terminal/ink.ts';
import { duration } from '../words.ts';
import { displayWidth, shorten } from '../wrap.ts';
import { type Lanes, over } from './lanes.ts';

const longestValue = 32;
const longestWords = 60;

/** What differs from arrow to arrow besides the exchange. */
export interface ArrowLook {
  /** Whether it was under way at the same time as the one above. */
  readonly together: boolean;
  readonly ink: Ink;
}

/** The lines of an arrow, all as wide as the lanes; the offence, the control and the evidence in a frame. */
export function drawArrow(lanes: Lanes, arrow: Arrow, look: ArrowLook): string[] {
  const room = lanes.width - 4;
  const before = [whatLine(arrow, look, room), noteLine(arrow, look, room), ...parameterLines(arrow, room)];
  const after = [outcomeLine(arrow, look, room)];
  const texts = [...before, ...after].flatMap((piece) => piece ?? []);
  const left = lanes.columns[Math.min(arrow.from, arrow.to)] ?? 0;
  const widest = Math.max(...texts.map(({ text }) => displayWidth(text)));
  const start = Math.max(2, Math.min(left + 2, lanes.width - 2 - widest));
  const put = (pieces: readonly (Piece | null)[]) =>
    // A blank before the words parts them from a lane.
    pieces.flatMap((piece) =>
      piece ? [over(lanes, start - 1, { text: ` ${piece.text}`, painted: ` ${piece.painted}` })] : [],
    );
  const lines = [...put(before), shaft(lanes, arrow), ...put(after)];
  return arrow.part
    ? framed(lanes, arrow.part, lines, look.ink)
    : lines.map(({ painted }) => painted.trimEnd());
}

function whatLine({ exchange, path }: Arrow, { together, ink }: ArrowLook, room: number): Piece {
  const id = shorten(plain(exchange.id), longestValue);
  const method = shorten(plain(exchange.request.method), longestValue);
  const mark = together ? '  ∥ at the same time' : '';
  const taken = displayWidth(`${id} ${method} ${mark}`);
  const target = shorten(plain(path), Math.max(10, room - taken));
  return {
    text: `${id} ${method} ${target}${mark}`,
    painted: `${ink('quiet', id)} ${ink('strong', method)} ${target}${ink('quiet', mark)}`,
  };
}

function noteLine({ exchange }: Arrow, { ink }: ArrowLook, room: number): Piece | null {
  const note = shorten(plain(exchange.note), room - 2);
  return note === '' ? null : { text: `(${note})`, painted: ink('warn', `(${note})`) };
}

/** The parameters on one line, or each on its own where that would be too long. */
function parameterLines({ parameters }: Arrow, room: number): Piece[] {
  const texts = parameters.map(({ name, value }) => {
    const shown = shorten(plain(name), longestValue);
    return value === null ? `${shown} (absent)` : `${shown}=${shorten(plain(value), longestValue)}`;
  });
  const together = texts.join('  ');
  const lines = displayWidth(together) <= room * 0.7 ? [together] : texts;
  return lines.filter(Boolean).map((text) => ({ text, painted: text }));
}

function outcomeLine({ exchange, outcome }: Arrow, { ink }: ArrowLook, room: number): Piece {
  const missing = isUnderWay(exchange) ? 'no answer yet' : 'no answer';
  const status = outcome.status === null ? missing : String(outcome.status);
  const took = isUnderWay(exchange) ? '' : duration(exchange.durationMs);
  const words = shorten(plain(outcome.words), Math.min(longestWords, room - 30));
  const rest = [took, words].filter(Boolean).join('  ');
  return {
    text: `${status}  ${rest}`.trimEnd(),
    painted: `${ink(statusStyle(outcome.status), status)}  ${rest}`.trimEnd(),
  };
}

function statusStyle(status: number | null): Style {
  if (status === null || status >= 500) return 'fail';
  if (status >= 400) return 'warn';
  return status < 300 ? 'pass' : 'strong';
}

/** The arrow itself; dashed where it was sent unlike others on purpose. */
function shaft(lanes: Lanes, { exchange, from, to }: Arrow): Piece {
  const left = lanes.columns[Math.min(from, to)] ?? 0;
  const right = lanes.columns[Math.max(from, to)] ?? 0;
  const line = (exchange.note === '' ? '─' : '╌').repeat(Math.max(1, right - left - 2));
  const text = from < to ? `├${line}▶` : from > to ? `◀${line}┤` : `├${line}◀`;
  const piece = over(lanes, from > to ? left + 1 : left, { text, painted: text });
  if (from >= to) return piece;
  // The head touches the lane that it points at, which goes on.
  const whole = `${piece.text.slice(0, right)}│${piece.text.slice(right + 1)}`;
  return { text: whole, painted: whole };
}

const frames = {
  offence: { corners: ['┏', '┓', '┗', '┛'], across: '━', down: '┃', style: 'fail' },
  control: { corners: ['┌', '┐', '└', '┘'], across: '─', down: '│', style: 'strong' },
  evidence: { corners: ['┌', '┐', '└', '┘'], across: '─', down: '│', style: 'strong' },
} as const;

function framed(lanes: Lanes, part: keyof typeof frames, lines: readonly Piece[], ink: Ink): string[] {
  const { corners, across, down, style } = frames[part];
  const title = `${across} ${part} `;
  const inner = lanes.width - 2;
  const side = ink(style, down);
  return [
    ink(style, `${corners[0]}${title}${across.repeat(inner - displayWidth(title))}${corners[1]}`),
    ...lines.map(({ painted }) => `${side}${painted.slice(1, -1)}${side}`),
    ink(style, `${corners[2]}${across.repeat(inner)}${corners[3]}`),
  ];
}
