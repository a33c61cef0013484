import { count } from '../../report/words.ts';
import type { VisitView } from '../contract.ts';

/** One visit: who came, what it speaks, what it met, and how it was judged. */
export function VisitLine(props: {
  readonly visit: VisitView;
  readonly isShown: boolean;
  readonly show: () => void;
}) {
  const { visit, isShown, show } = props;
  return (
    <li class="visit">
      <span>
        <b>{visit.client}</b> <span class="quiet">MCP {visit.revision}</span>
      </span>
      {visit.stage.length > 0 ? (
        <span>
          <span class="quiet">met</span> <code>{visit.stage.join(', ')}</code>
        </span>
      ) : null}
      <span class="verdict-counts">{countsOf(visit)}</span>
      {visit.goesOn ? <span class="quiet">{visit.goesOn}</span> : null}
      {visit.hints.map((hint) => (
        <p key={hint} class="hint">
          {hint}
        </p>
      ))}
      <button type="button" class="copy" aria-pressed={isShown} onClick={show}>
        {isShown ? 'Shown' : 'Show'}
        <span class="unseen"> the visit of {visit.client}</span>
      </button>
    </li>
  );
}

/** What was judged of the client itself, in words. */
export function countsOf({ report }: VisitView): string {
  const own = report.results.filter(({ role }) => role === 'client');
  const number = (wanted: string) => own.filter(({ verdict }) => verdict === wanted).length;
  return `${number('fail')} failed, ${count(number('warn'), 'warning')}, ${number('pass')} passed`;
}
