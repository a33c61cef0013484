import { plain } from '../plain-text.ts';
import type { Report } from '../schema.ts';
import { duration } from '../words.ts';
import { brief } from './visible-text.ts';

/** The verdict of the whole run in a sentence, and what ran. */
export function PageHead({ report, sentence }: { readonly report: Report; readonly sentence: string }) {
  const facts = [
    `${report.tool.name} ${brief(plain(report.tool.version), 40)}`,
    `catalogue ${brief(plain(report.catalogueVersion), 40)}`,
    ...report.revisions.map((revision) => brief(plain(revision), 40)),
    ...report.modes,
  ];
  return (
    <header class="page-head">
      <div class="kicker">
        <span>{facts.join(' · ')}</span>
        <span class="slot" data-slot="theme" />
      </div>
      <h1>{sentence}</h1>
      <p class="quiet">
        judged {report.summary.judged} of {report.summary.apply} that apply, in {duration(report.durationMs)},
        on <time dateTime={report.startedAt}>{report.startedAt.slice(0, 16).replace('T', ' ')} UTC</time>
        {report.interrupted ? '; interrupted, this report is partial' : ''}
      </p>
    </header>
  );
}
