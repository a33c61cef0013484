import { useLayoutEffect, useMemo } from 'preact/hooks';
import type { Report } from '../schema.ts';
import type { Entry } from './entries.ts';
import { FilterBar } from './filter-bar.tsx';
import { matches, parseQuery } from './filter-query.ts';
import { useAddress } from './use-address.ts';
import type { VerdictList } from './verdict-list.tsx';

export interface ControlsProps {
  readonly report: Report;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly list: VerdictList;
}

/** The filter, kept the same as the address of the page and what the list shows. */
export function Controls({ report, entries, list }: ControlsProps) {
  const isAnchor = useMemo(() => (anchor: string) => entries.has(anchor), [entries]);
  const { query, target, search } = useAddress(isAnchor);
  const shown = useMemo(() => {
    const terms = parseQuery(query);
    return new Set(
      [...entries.values()].filter(({ facts }) => matches(terms, facts)).map(({ anchor }) => anchor),
    );
  }, [entries, query]);
  const narrow = (next: string) => {
    toFirstVerdict();
    search(next);
  };
  useLayoutEffect(() => list.show(shown), [list, shown]);
  useLayoutEffect(() => list.arrive(target), [list, target]);
  return (
    <>
      <FilterBar report={report} query={query} search={narrow} shown={shown.size} all={entries.size} />
      {shown.size === 0 && entries.size > 0 ? <p class="nothing">No verdict is like that.</p> : null}
    </>
  );
}

/** What a search finds begins at the top of the list; whoever is further down would see the midst of something. */
function toFirstVerdict(): void {
  const list = document.getElementById('verdicts');
  if (list && list.getBoundingClientRect().top < 0) list.scrollIntoView();
}
