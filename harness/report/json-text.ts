/** What a terminal would obey and JSON.stringify leaves raw: DEL, C1, bidi controls, line separators, BOM. */
const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const spelledOut = (text: string) =>
  text.replaceAll(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Indented JSON that shows the same on every terminal and reads back as the same value. */
export function jsonText(value: unknown): string {
  return `${spelledOut(JSON.stringify(value, null, 2))}\n`;
}

/** The same on one line, for streams of values. */
export function jsonLine(value: unknown): string {
  return `${spelledOut(JSON.stringify(value))}\n`;
}
