/** Texts as SARIF 2.1.0 wants them (§3.11). */
import { plain } from '../plain-text.ts';
import { shorten } from '../wrap.ts';

/** GitHub cuts descriptions at 1024 characters. */
const longestDescription = 1000;
const longestMessage = 4000;

export interface SarifMessage {
  readonly text: string;
}

/** A message: brackets would begin a link (§3.11.6), braces a placeholder (§3.11.5). */
export function sarifMessage(...lines: readonly string[]): SarifMessage {
  const text = lines.map(plain).filter(Boolean).join('\n');
  return { text: withoutBraces(cut(text, longestMessage).replaceAll(/[\\[\]]/g, '\\$&')) };
}

/** A description of a rule, which is never empty. */
export function sarifDescription(text: string, otherwise: string): SarifMessage {
  return { text: withoutBraces(cut(plain(text) || plain(otherwise), longestDescription)) };
}

/** Doubles what would be taken for a placeholder. */
export function withoutBraces(text: string): string {
  return text.replaceAll(/[{}]/g, '$&$&');
}

const cut = (text: string, width: number) =>
  text.length <= width ? text : shorten(text.slice(0, width), width - 1);
