/** The filter language of the report: `level:must role:as verdict:fail some words`. */

/** What a verdict can be found by; every word is in lower case. */
export interface Facts {
  readonly level: string;
  readonly role: string;
  readonly verdict: string;
  readonly revisions: readonly string[];
  /** Empty where the verdict holds in every mode. */
  readonly modes: readonly string[];
  /** Everything that can be read of it. */
  readonly text: string;
}

/** What a term can be about. */
export const filterKeys = ['level', 'role', 'verdict', 'revision', 'mode'] as const;
export type FilterKey = (typeof filterKeys)[number];

/** One condition: any of the values, of one key or, without a key, in the text. */
export interface Term {
  readonly key: FilterKey | null;
  readonly values: readonly string[];
  readonly negated: boolean;
}

const roleAliases: Readonly<Record<string, string>> = {
  as: 'authorization-server',
  rs: 'resource-server',
};

/** A key with its value, a phrase in quotes, or a word; each may be denied by a minus. */
const token = /-?(?:[a-z]+:)?(?:"[^"]*"?|[^\s"]+)/gi;

/** Reads a query; nothing that can be typed is an error, what is no known key is searched for as text. */
export function parseQuery(query: string): Term[] {
  return (query.toLowerCase().match(token) ?? []).flatMap((piece) => {
    const negated = piece.length > 1 && piece.startsWith('-');
    const word = negated ? piece.slice(1) : piece;
    const [, name = '', value = ''] = /^([a-z]+):(.*)$/s.exec(word) ?? [];
    const key = filterKeys.find((known) => known === name) ?? null;
    if (key === null) return termOf(null, [word.replaceAll('"', '')], negated);
    return termOf(key, value.replaceAll('"', '').split(','), negated);
  });
}

function termOf(key: FilterKey | null, values: readonly string[], negated: boolean): Term[] {
  const meant = values
    .filter((value) => value !== '')
    .map((value) => (key === 'role' ? (roleAliases[value] ?? value) : value));
  return meant.length === 0 ? [] : [{ key, values: meant, negated }];
}

/** Whether a verdict is what every term asks for. */
export function matches(terms: readonly Term[], facts: Facts): boolean {
  return terms.every((term) => term.values.some((value) => holds(term.key, value, facts)) !== term.negated);
}

function holds(key: FilterKey | null, value: string, facts: Facts): boolean {
  switch (key) {
    case null:
      return facts.text.includes(value);
    case 'revision':
      return facts.revisions.some((revision) => revision.startsWith(value));
    case 'mode':
      return facts.modes.length === 0 || facts.modes.some((mode) => mode.startsWith(value));
    default:
      return facts[key].startsWith(value);
  }
}

/** The value that a query has for a key, when it has just one. */
export function chosenValue(query: string, key: FilterKey): string {
  const found = parseQuery(query).filter((term) => term.key === key && !term.negated);
  return found.length === 1 && found[0]?.values.length === 1 ? (found[0].values[0] ?? '') : '';
}

/** The query with one value for a key in place of all it said of it; without a value it says nothing of it. */
export function withValue(query: string, key: FilterKey, value: string): string {
  const others = (query.match(token) ?? []).filter(
    (piece) => !piece.toLowerCase().replace(/^-/, '').startsWith(`${key}:`),
  );
  return [...(value === '' ? [] : [`${key}:${value}`]), ...others].join(' ');
}
