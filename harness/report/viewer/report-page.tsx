import { flowFinder } from '../flow-of.ts';
import type { Report } from '../schema.ts';
import { verdictSentence } from '../verdict-sentence.ts';
import { groupsOf } from './entries.ts';
import { GroupView } from './group-view.tsx';
import { Overview } from './overview.tsx';
import { PageHead } from './page-head.tsx';

/**
 * The whole report as it stands in the file, where it can be read without a script. Elements with
 * `data-slot` are where the script puts what only works with it.
 */
export function ReportPage({ report }: { readonly report: Report }) {
  const flowOf = flowFinder(report);
  return (
    <div class="viewer">
      <a class="skip" href="#verdicts">
        Skip to the verdicts
      </a>
      <PageHead report={report} sentence={verdictSentence(report)} />
      <main>
        <Overview report={report} />
        <div id="verdicts" tabIndex={-1}>
          <div class="slot" data-slot="filter" />
          {groupsOf(report).map((group) => (
            <GroupView key={group.id} group={group} report={report} flowOf={flowOf} />
          ))}
        </div>
      </main>
    </div>
  );
}
