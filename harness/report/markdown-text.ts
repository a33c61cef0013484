/** Text off the wire as Markdown that shows nothing but the text. */
import { plain } from './plain-text.ts';

/** What markup begins with: of Markdown, its tables, formulas, mentions, references and autolinks, and of HTML. */
const special = /[\\`*_[\]<>#|~&@$]|:(?=\/\/|[a-z_+-])/gi;

/** A text on one line, in which nothing is markup. */
export function markdownText(text: string): string {
  return plain(text).replace(special, (character) => `\\${character}`);
}

/** A text as inline code, in a table too. */
export function markdownCode(text: string): string {
  return `\`${plain(text).replaceAll('`', "'").replaceAll('|', '¦')}\``;
}

/** A text inside an HTML element of a Markdown page. */
export function htmlText(text: string): string {
  return plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A table; its cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
