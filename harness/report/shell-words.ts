/** Text as a word of a POSIX shell, in which parts may be put in when the script runs. */

/** A part of a text that is computed by the shell. */
export interface Insertion {
  /** As it stands in the text. */
  readonly text: string;
  /** What stands for it between double quotes, for instance `$CODE_1`. */
  readonly expression: string;
}

/** One word that a shell reads as the text, with what is inserted computed by it. */
export function shellWord(text: string, insertions: readonly Insertion[] = []): string {
  const known = insertions
    .filter(({ text: part }) => part !== '')
    .toSorted((a, b) => b.text.length - a.text.length);
  const parts: string[] = [];
  let literal = '';
  const flush = () => {
    if (literal !== '') parts.push(`'${literal.replaceAll("'", `'\\''`)}'`);
    literal = '';
  };
  const clean = text.replaceAll('\0', '');
  for (let at = 0; at < clean.length; ) {
    const found = known.find(({ text: part }) => clean.startsWith(part, at));
    if (found) {
      flush();
      parts.push(`"${found.expression}"`);
      at += found.text.length;
    } else {
      literal += clean[at];
      at += 1;
    }
  }
  flush();
  return parts.length === 0 ? "''" : parts.join('');
}

/** A shell variable for a placeholder: `‹access token #2›` is `ACCESS_TOKEN_2`. */
export function variableOf(placeholder: string): string {
  const name = placeholder
    .slice(1, -1)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_');
  return /^[A-Z]/.test(name) ? name : `VALUE_${name}`;
}
