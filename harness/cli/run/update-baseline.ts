import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isMap, parseDocument, YAMLSeq } from 'yaml';
import type { Report, ReportResult } from '../../report/schema.ts';

/** What a baseline entry is about; without mode or revision it is about all of them. */
interface Scope {
  readonly requirement: string;
  readonly mode?: string | undefined;
  readonly revision?: string | undefined;
}

/** Brings a baseline file up to date with a run, and answers with what was changed, in words. */
export function updateBaseline(file: string, report: Report): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const { text: updated, added, removed } = updatedBaseline(text, report);
  writeFileSync(file, updated);
  const todo = added > 0 ? '; put the reason of each new one in place of TODO' : '';
  return `${file}: ${added} added, ${removed} removed${todo}`;
}

/**
 * The text of a baseline after a run: without the entries that no longer fail, and with an entry for each new
 * failure, whose reason is still TODO. Comments and order stay as they are. Pure.
 */
export function updatedBaseline(
  text: string,
  { results, modes, revisions }: Pick<Report, 'results' | 'modes' | 'revisions'>,
): { readonly text: string; readonly added: number; readonly removed: number } {
  const document = parseDocument(text);
  const list = document.contents instanceof YAMLSeq ? document.contents : new YAMLSeq();
  const scopes = list.items.map((item) => (isMap(item) ? (item.toJSON() as Scope) : null));
  const stale = scopes.map((scope) => scope !== null && isStale(scope, results));
  const kept = scopes.filter((scope, index): scope is Scope => scope !== null && !stale[index]);
  const news = newFailures(results, kept, { modes: modes.length, revisions: revisions.length });
  list.items = list.items.filter((_, index) => !stale[index]);
  for (const scope of news) list.add(document.createNode({ ...scope, reason: 'TODO' }));
  if (document.contents !== list) document.contents = list as never;
  const removed = stale.filter(Boolean).length;
  return { text: document.toString({ lineWidth: 0 }), added: news.length, removed };
}

function covers(scope: Scope, result: ReportResult): boolean {
  return (
    scope.requirement === result.requirement &&
    (scope.mode === undefined || result.mode === null || scope.mode === result.mode) &&
    (scope.revision === undefined || scope.revision === result.revision)
  );
}

const fails = ({ verdict }: ReportResult) => verdict === 'fail' || verdict === 'warn';

function isStale(scope: Scope, results: readonly ReportResult[]): boolean {
  const matching = results.filter((result) => covers(scope, result));
  return matching.some(({ verdict }) => verdict === 'pass') && !matching.some(fails);
}

/** One entry for a requirement that fails wherever it was judged, else one for each mode and revision it fails in. */
function newFailures(
  results: readonly ReportResult[],
  kept: readonly Scope[],
  judged: { readonly modes: number; readonly revisions: number },
): Scope[] {
  const open = results.filter(
    (result) =>
      result.verdict === 'fail' && result.baseline === null && !kept.some((scope) => covers(scope, result)),
  );
  return [...new Set(open.map(({ requirement }) => requirement))].flatMap((requirement): Scope[] => {
    const failing = open.filter((result) => result.requirement === requirement);
    const passes = results.some((result) => result.requirement === requirement && result.verdict === 'pass');
    if (!passes) return [{ requirement }];
    return failing.map(({ mode, revision }) => ({
      requirement,
      ...(mode !== null && judged.modes > 1 ? { mode } : {}),
      ...(judged.revisions > 1 ? { revision } : {}),
    }));
  });
}
