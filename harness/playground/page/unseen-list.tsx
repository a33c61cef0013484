import { count } from '../../report/words.ts';
import type { VisitView } from '../contract.ts';

type Entry = VisitView['unseen'][number];

const groups = [
  { takes: 'stage', title: 'need a stage: set it, and connect again' },
  { takes: 'more', title: 'show when the client does more' },
  { takes: 'never', title: 'cannot be judged this way' },
] as const;

/** What a visit has not shown, and what it would take. */
export function UnseenList(props: {
  readonly visit: VisitView;
  readonly setStage: (faults: readonly string[]) => void;
}) {
  const { visit, setStage } = props;
  if (visit.unseen.length === 0) return null;
  return (
    <div class="unseen-requirements">
      <h3>What {visit.client} has not shown</h3>
      {groups.map(({ takes, title }) => {
        const entries = visit.unseen.filter((entry) => entry.takes === takes);
        if (entries.length === 0) return null;
        return (
          <details key={takes}>
            <summary>
              {count(entries.length, 'requirement')} {title}
            </summary>
            <ul class="unseen-list">
              {entries.map((entry) => (
                <UnseenItem key={entry.requirement} entry={entry} setStage={setStage} />
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}

function UnseenItem({ entry, setStage }: { entry: Entry; setStage: (faults: readonly string[]) => void }) {
  return (
    <li>
      <span>
        <code>{entry.requirement}</code> <span class="quiet">{entry.level}</span>
      </span>
      <span>{entry.statement}</span>
      <span class="quiet">{entry.reason}</span>
      {entry.stages.map(({ faults, says }) => (
        <button
          key={faults.join()}
          type="button"
          class="copy"
          title={`The other side ${says}`}
          onClick={() => setStage(faults)}
        >
          Set the stage <code>{faults.join(', ')}</code>
        </button>
      ))}
    </li>
  );
}
