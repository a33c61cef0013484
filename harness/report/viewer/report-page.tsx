import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Report } from '../schema.ts';
import { verdictSentence } from '../verdict-sentence.ts';
import { type Entry, flowFinder, type Group, groupsOf } from './entries.ts';
import { FilterBar } from './filter-bar.tsx';
import { matches, parseQuery } from './filter-query.ts';
import { GroupView } from './group-view.tsx';
import { Interactive } from './interactive.ts';
import { installLights } from './lights.ts';
import { Overview } from './overview.tsx';
import { PageHead } from './page-head.tsx';
import { useAddress } from './use-address.ts';

/** The whole report; the same in the file, where it can be read without a script, and in the page. */
export function ReportPage({ report }: { readonly report: Report }) {
  const root = useRef<HTMLDivElement>(null);
  const [isInteractive, setInteractive] = useState(false);
  const groups = useMemo(() => groupsOf(report), [report]);
  const flowOf = useMemo(() => flowFinder(report), [report]);
  const anchors = useMemo(
    () => new Set(groups.flatMap(({ entries }) => entries.map(({ anchor }) => anchor))),
    [groups],
  );
  const { query, target, search } = useAddress(anchors, isInteractive);

  useEffect(() => {
    setInteractive(true);
    return root.current ? installLights(root.current) : undefined;
  }, []);

  const shown = useMemo(() => shownAnchors(groups, query), [groups, query]);
  return (
    <Interactive.Provider value={isInteractive}>
      <div class="viewer" ref={root}>
        <a class="skip" href="#verdicts">
          Skip to the verdicts
        </a>
        <PageHead report={report} sentence={verdictSentence(report)} />
        <main>
          <Overview report={report} />
          <div id="verdicts" tabIndex={-1}>
            {isInteractive ? (
              <FilterBar
                report={report}
                query={query}
                search={search}
                shown={shown.size}
                all={anchors.size}
              />
            ) : null}
            {groups.map((group) => (
              <GroupView
                key={group.id}
                group={group}
                shown={shown}
                target={target}
                report={report}
                flowOf={flowOf}
              />
            ))}
            {shown.size === 0 ? <p class="nothing">No verdict is like that.</p> : null}
          </div>
        </main>
      </div>
    </Interactive.Provider>
  );
}

function shownAnchors(groups: readonly Group[], query: string): ReadonlySet<string> {
  const terms = parseQuery(query);
  const found = groups
    .flatMap(({ entries }) => entries)
    .filter((entry: Entry) => matches(terms, entry.facts));
  return new Set(found.map(({ anchor }) => anchor));
}
