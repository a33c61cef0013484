import { useContext } from 'preact/hooks';
import { plain } from '../plain-text.ts';
import type { Report } from '../schema.ts';
import { duration } from '../words.ts';
import { Interactive } from './interactive.ts';
import { ThemeToggle } from './theme-toggle.tsx';

/** The verdict of the whole run in a sentence, and what ran. */
export function PageHead({ report, sentence }: { readonly report: Report; readonly sentence: string }) {
  const isInteractive = useContext(Interactive);
  const facts = [
    `${report.tool.name} ${plain(report.tool.version)}`,
    `catalogue ${plain(report.catalogueVersion)}`,
    ...report.revisions.map(plain),
    ...report.modes,
  ];
  return (
    <header class="page-head">
      <div class="kicker">
        <span>{facts.join(' · ')}</span>
        {isInteractive ? <ThemeToggle /> : null}
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
