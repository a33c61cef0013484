/** Measures and wraps text; identifiers, URLs, commands and placeholders stay in one piece. */

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
const noWidth = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns that a text takes on a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += noWidth.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** Fills a text up with spaces on the right. */
export function padRight(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** A command up to the end of its line, something with placeholders in it, or a word. */
const pieces =
  /(?:npx )?mcp-conformance (?:run|audit|playground|serve|list|explain|report|init)\b.*|\bcurl -.*|(?:[^\s‹]*‹[^›]{1,60}›)+[^\s‹]*|\S+/g;

/** What people search for and paste: URLs, dotted ids, paths and commands. */
const keptWhole =
  /^\(?(?:[a-z][a-z0-9+.-]*:\/\/|npx |mcp-conformance |curl -|(?:as|rs|client)\.[a-z0-9.*-]+[,:]?$)|‹[^›]*›/i;

/** Breaks prose into lines; only a word that is too long and no identifier, URL or command is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of (text.match(pieces) ?? []).flatMap((piece) => cut(piece, width))) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function cut(word: string, width: number): string[] {
  if (displayWidth(word) <= width || keptWhole.test(word)) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (displayWidth(part) + displayWidth(character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

/** Wraps prose behind a first-line lead, with the following lines indented to the end of the lead. */
export function hang(lead: string, text: string, width: number): string[] {
  const indent = displayWidth(lead);
  const [first = '', ...rest] = wrap(text, Math.max(20, width - indent));
  return [`${lead}${first}`.trimEnd(), ...rest.map((line) => ' '.repeat(indent) + line)];
}

/** A placeholder, which is worth nothing in parts, or one character. */
const unit = /‹[^›]{1,60}›|./gsu;

/** Shortens a text to so many columns, with `…` for what is left out; a placeholder it meets stays whole. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let short = '';
  for (const part of text.match(unit) ?? []) {
    if (displayWidth(short) + 1 >= width) return `${short}…`;
    short += part;
  }
  return short;
}
