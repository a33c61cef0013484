import { UsageError } from '../define/error.ts';

/**
 * Compiles id patterns: a plain id, a prefix of whole segments (`as.pkce`), or a glob in which `*` stays
 * inside one segment and `**` crosses them. Segments end at dots and slashes.
 */
export function compilePatterns(patterns: readonly string[]): (id: string) => boolean {
  const expressions = patterns.map(compilePattern);
  return (id) => expressions.some((expression) => expression.test(id));
}

function compilePattern(pattern: string): RegExp {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === '**' ? '.*' : part === '*' ? '[^./]*' : part.replace(/[\\^$+?.()|[\]{}]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}(?:[./].*)?$`);
}

/** Selects the ids that any pattern means; throws a `UsageError` with the nearest ids when a pattern means none. */
export function selectIds(
  patterns: readonly string[],
  ids: readonly string[],
  what: string,
  flag: string,
): Set<string> {
  const chosen = new Set<string>();
  for (const pattern of patterns) {
    const matches = ids.filter(compilePatterns([pattern]));
    if (matches.length === 0) throw unknownId(pattern, ids, what, flag);
    for (const id of matches) chosen.add(id);
  }
  return chosen;
}

/** The error for an id that nothing bears: with the nearest ones, or with what there is below its longest known prefix. */
export function unknownId(wrong: string, ids: readonly string[], what: string, flag: string): UsageError {
  const prefixes = [...new Set(ids.flatMap(prefixesOf))];
  const near = nearest(wrong, [...new Set([...ids, ...prefixes])]);
  const known = prefixesOf(wrong).findLast((prefix) => prefixes.includes(prefix));
  const hint =
    near.length > 0
      ? ` Did you mean ${near.join(', ')}?`
      : known === undefined
        ? ` mcp-conformance list ${what.split(/,| /, 1)[0]}s prints all.`
        : ` Below ${known}: ${ids
            .filter(compilePatterns([known]))
            .slice(0, 5)
            .join(', ')}.`;
  return new UsageError('unknown-id', `${flag}: no ${what} is called ${JSON.stringify(wrong)}.${hint}`);
}

/** The proper prefixes of whole segments, shortest first: `as`, `as.pkce`. */
function prefixesOf(id: string): string[] {
  return [...id.matchAll(/[./]/g)].map(({ index }) => id.slice(0, index));
}

/** The three ids most like a wrong one, nearest first; none that is much farther than the first. */
export function nearest(wrong: string, ids: readonly string[], count = 3): string[] {
  const limit = Math.max(2, Math.ceil(wrong.length * 0.4));
  const close = ids
    .map((id) => ({ id, distance: editDistance(wrong, id) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance);
  const [first] = close;
  return close
    .filter(({ distance }) => distance <= (first?.distance ?? 0) * 2 + 2)
    .slice(0, count)
    .map(({ id }) => id);
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
