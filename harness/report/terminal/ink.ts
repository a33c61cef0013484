/** Colour for terminals, and ASCII for those that know nothing else. */
import type { Verdict } from '../../catalogue/vocabulary.ts';
import type { ReporterOptions } from '../reporter.ts';

export type Style = 'pass' | 'fail' | 'warn' | 'unknown' | 'quiet' | 'strong';

/** Gives a text its colour, or leaves it as it is where colour is off. */
export type Ink = (style: Style, text: string) => string;

const codes: Readonly<Record<Style, number>> = {
  pass: 32,
  fail: 31,
  warn: 33,
  unknown: 35,
  quiet: 90,
  strong: 1,
};

export const verdictStyles: Readonly<Record<Verdict, Style>> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warn',
  inconclusive: 'unknown',
  skip: 'quiet',
};

/** The ink that the options ask for. */
export function inkOf({ colour }: Pick<ReporterOptions, 'colour'>): Ink {
  return (style, text) => (colour && text !== '' ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
}

/** One column each, so that what is aligned stays aligned. */
const substitutes: Readonly<Record<string, string>> = {
  '✓': '+',
  '✗': 'x',
  '–': '-',
  '—': '-',
  '▸': '>',
  '→': '>',
  '·': '-',
  '…': '~',
  '‹': '<',
  '›': '>',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '§': 's',
  '∥': '"',
  '│': '|',
  '─': '-',
  '├': '|',
  '┤': '|',
  '▶': '>',
  '◀': '<',
  '╌': '.',
  '┌': '+',
  '┐': '+',
  '└': '+',
  '┘': '+',
  '┏': '#',
  '┓': '#',
  '┗': '#',
  '┛': '#',
  '━': '#',
  '┃': '#',
};

/** The same text in ASCII; what has no substitute becomes `?`. */
export function toAscii(text: string): string {
  return text.replaceAll(/[^\0-\u007f]/gu, (character) => substitutes[character] ?? '?');
}
