import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Report, ReportResult } from '../../report/schema.ts';
import { blockMaker, singleVerdict, VerdictBlock, VerdictLine } from '../../report/viewer/components.ts';
import { count } from '../../report/words.ts';
import { isBroken } from './flows.ts';

const order = ['fail', 'warn', 'inconclusive', 'pass', 'skip'] as const;

export interface VerdictListProps {
  readonly report: Report;
  readonly show: (exchangeId: string) => void;
  /** The verdict that the reader wants to see, if any; another object asks for it again. */
  readonly wanted: { readonly result: ReportResult } | null;
}

/** What has been judged so far, failures first; a verdict leads to the exchange that proves it. */
export function VerdictList({ report, show, wanted }: VerdictListProps) {
  const [all, setAll] = useState(false);
  useEffect(() => {
    if (wanted && !isBroken(wanted.result)) setAll(true);
  }, [wanted]);
  useEffect(() => {
    if (wanted) arriveAt(document.getElementById(idOf(wanted.result)));
  }, [wanted, all]);
  const makeBlock = useMemo(() => blockMaker(report), [report]);
  const { fail, warn, pass, inconclusive } = report.summary;
  const shown = report.results
    .filter((result) => result.verdict !== 'skip' && (all || isBroken(result)))
    .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return (
    <section class="verdicts" aria-label="Verdicts">
      <header class="flow-head">
        <h2>Verdicts</h2>
        <label class="all">
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />{' '}
          show what passed
        </label>
      </header>
      <p class="quiet" role="status">
        {fail} failed, {count(warn, 'warning')}, {pass} passed
        {inconclusive > 0 ? `, ${inconclusive} could not be judged` : ''}
      </p>
      <ul>
        {shown.map((result) => (
          <VerdictItem
            key={keyOf(result)}
            result={result}
            block={makeBlock(singleVerdict(result))}
            show={show}
          />
        ))}
      </ul>
      {shown.length === 0 ? <p class="quiet">{nothingShown(report)}</p> : null}
    </section>
  );
}

function VerdictItem(props: {
  readonly result: ReportResult;
  readonly block: ReturnType<ReturnType<typeof blockMaker>>;
  readonly show: (exchangeId: string) => void;
}) {
  const { result, block, show } = props;
  const [proof] = result.evidence;
  return (
    <li class="entry">
      <details class={`verdict verdict-${result.verdict}`} id={idOf(result)}>
        <summary>
          <VerdictLine block={block} />
        </summary>
        <div class="verdict-body">
          <VerdictBlock block={block} />
          {proof ? (
            <p class="tools">
              <button type="button" class="copy" onClick={() => show(proof)}>
                Show {proof} in its flow
              </button>
            </p>
          ) : null}
        </div>
      </details>
    </li>
  );
}

/** Opens a verdict and goes to it. */
function arriveAt(details: Element | null | undefined): void {
  if (!(details instanceof HTMLDetailsElement)) return;
  details.open = true;
  details.scrollIntoView({ block: 'start' });
  details.querySelector('summary')?.focus({ preventScroll: true });
}

const idOf = ({ requirement }: ReportResult) => `verdict-${requirement}`;
const keyOf = ({ requirement, revision, mode }: ReportResult) => `${requirement} ${revision} ${mode}`;

function nothingShown({ results }: Report): string {
  return results.length === 0 ? 'Nothing has been judged yet.' : 'Nothing is broken in what was seen so far.';
}
