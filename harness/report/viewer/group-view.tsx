import type { Flow } from '../flow-of.ts';
import type { Report, ReportResult } from '../schema.ts';
import { count } from '../words.ts';
import type { Entry, Group } from './entries.ts';
import { EntryDetails } from './entry-details.tsx';
import { VerdictLine } from './verdict-line.tsx';
import { brief } from './visible-text.ts';

export interface GroupViewProps {
  readonly group: Group;
  readonly report: Report;
  readonly flowOf: (result: ReportResult) => Flow;
}

/** The first failures stand open with their flows, also on paper and without a script. */
const openAtFirst = 10;

/** The verdicts of one kind, those with the same reason under one heading. */
export function GroupView({ group, report, flowOf }: GroupViewProps) {
  const open = new Set(group.id === 'failed' ? group.entries.slice(0, openAtFirst) : []);
  return (
    <section class={`group group-${group.id}`} aria-labelledby={group.id}>
      <h2 id={group.id} tabIndex={-1}>
        {group.title} <span class="quiet group-count">{group.entries.length}</span>
      </h2>
      {sectionsOf(group.entries).map(({ because, entries }) => (
        <div class="section" key={because}>
          {because === '' ? null : (
            <h3 class="because">
              {brief(because, 400)} <span class="quiet">{count(entries.length, 'requirement')}</span>
            </h3>
          )}
          <ul class="entries">
            {entries.map((entry) => (
              <EntryView
                key={entry.anchor}
                entry={entry}
                report={report}
                flow={open.has(entry) ? flowOf(entry.shared.result) : null}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function EntryView(props: { readonly entry: Entry; readonly report: Report; readonly flow: Flow | null }) {
  const { entry, report, flow } = props;
  const { anchor, block } = entry;
  return (
    <li class="entry">
      <details id={anchor} class={`verdict verdict-${block.verdict}`} open={flow !== null}>
        <summary>
          <VerdictLine block={block} />
        </summary>
        <div class="verdict-body">
          <EntryDetails entry={entry} report={report} flow={flow} openExchange={null} interactive={false} />
        </div>
      </details>
    </li>
  );
}

function sectionsOf(entries: readonly Entry[]): { because: string; entries: Entry[] }[] {
  const sections: { because: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const last = sections.at(-1);
    if (last?.because === entry.because) last.entries.push(entry);
    else sections.push({ because: entry.because, entries: [entry] });
  }
  return sections;
}
