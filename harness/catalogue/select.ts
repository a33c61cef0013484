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

/** The error for an id that nothing bears. */
export function unknownId(wrong: string, ids: readonly string[], what: string, flag: string): UsageError {
  const near = nearest(wrong, ids);
  const hint = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : '';
  return new UsageError('unknown-id', `${flag}: no ${what} is called ${JSON.stringify(wrong)}.${hint}`);
}

/** The three ids most like a wrong one, nearest first. */
export function nearest(wrong: string, ids: readonly string[], count = 3): string[] {
  const limit = Math.max(4, Math.ceil(wrong.length / 2));
  return ids
    .map((id) => ({ id, distance: editDistance(wrong, id) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance)
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
