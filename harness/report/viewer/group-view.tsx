import type { Report, ReportResult } from '../schema.ts';
import { count } from '../words.ts';
import type { Entry, Flow, Group } from './entries.ts';
import { EntryView } from './entry-view.tsx';
import type { Target } from './use-address.ts';

export interface GroupViewProps {
  readonly group: Group;
  /** The anchors of what the filter lets through. */
  readonly shown: ReadonlySet<string>;
  readonly target: Target | null;
  readonly report: Report;
  readonly flowOf: (result: ReportResult) => Flow;
}

/** The first failures stand open, also on paper and without a script. */
const openAtFirst = 10;

/** The verdicts of one kind, those with the same reason under one heading. */
export function GroupView({ group, shown, target, report, flowOf }: GroupViewProps) {
  const visible = group.entries.filter(({ anchor }) => shown.has(anchor)).length;
  return (
    <section class={`group group-${group.id}`} aria-labelledby={group.id} hidden={visible === 0}>
      <h2 id={group.id} tabIndex={-1}>
        {group.title} <span class="quiet">{countText(visible, group.entries.length)}</span>
      </h2>
      {sectionsOf(group.entries).map(({ because, entries }) => (
        <div key={because} hidden={!entries.some(({ anchor }) => shown.has(anchor))}>
          {because === '' ? null : (
            <h3 class="because">
              {because} <span class="quiet">{count(entries.length, 'requirement')}</span>
            </h3>
          )}
          <ul class="entries">
            {entries.map((entry) => (
              <EntryView
                key={entry.anchor}
                entry={entry}
                isShown={shown.has(entry.anchor)}
                startsOpen={group.id === 'failed' && group.entries.indexOf(entry) < openAtFirst}
                target={target?.anchor === entry.anchor ? target : null}
                report={report}
                flowOf={flowOf}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

const countText = (visible: number, all: number) => (visible === all ? `${all}` : `${visible} of ${all}`);

function sectionsOf(entries: readonly Entry[]): { because: string; entries: Entry[] }[] {
  const sections: { because: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const last = sections.at(-1);
    if (last?.because === entry.because) last.entries.push(entry);
    else sections.push({ because: entry.because, entries: [entry] });
  }
  return sections;
}
