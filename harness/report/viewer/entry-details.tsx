import { useEffect, useMemo, useState } from 'preact/hooks';
import { assistantPrompt } from '../assistant-prompt.ts';
import { curlText } from '../curl-text.ts';
import type { FailureBlock } from '../failure-block.ts';
import { type Flow, flowTitle } from '../flow-of.ts';
import { markdownBlock } from '../markdown-block.ts';
import { marksOf } from '../marks.ts';
import { plain, plainLines } from '../plain-text.ts';
import type { Report, ReportExchange } from '../schema.ts';
import { travellingValues } from '../travelling-values.ts';
import { count } from '../words.ts';
import { anchorOf, hashOf } from './address.ts';
import { CopyButton } from './copy-button.tsx';
import type { Entry } from './entries.ts';
import { ExchangeView } from './exchange-view.tsx';
import { faultBehind } from './fault-behind.ts';
import { JudgedBy } from './judged-by.tsx';
import { SequenceDiagram } from './sequence-diagram.tsx';
import { ValueLegend } from './value-legend.tsx';
import { VerdictBlock } from './verdict-block.tsx';
import { brief, visible } from './visible-text.ts';

export interface EntryDetailsProps {
  readonly entry: Entry;
  readonly report: Report;
  /** The flow behind it, or `null` while nobody has opened it. */
  readonly flow: Flow | null;
  /** The exchange that the reader was sent to, if any. */
  readonly openExchange: string | null;
  /** Whether a script stands behind it. */
  readonly interactive: boolean;
}

/** The block of a verdict, what follows from it, who is at fault, and the flow it was seen in. */
export function EntryDetails({ entry, report, flow, openExchange, interactive }: EntryDetailsProps) {
  const { block, consequences, anchor, shared } = entry;
  const { baseline } = shared.result;
  const evidence = useMemo(() => evidenceOf(entry, flow), [entry, flow]);
  const blame = flow?.scenario?.blame ?? '';
  return (
    <>
      <VerdictBlock block={block} linkTo={(id) => hashOf(anchor, id)} />
      {consequences.length > 0 ? <Consequences ids={consequences} /> : null}
      {blame !== '' && (block.verdict === 'fail' || block.verdict === 'warn') ? (
        <p class="blame">{brief(plain(blame), 600)}</p>
      ) : null}
      {flow?.scenario?.client ? <ClientEnding {...flow.scenario.client} /> : null}
      {baseline ? (
        <p class="blame">
          In the baseline: {brief(plain(baseline.reason), 600)}
          {baseline.until ? ` (until ${brief(plain(baseline.until), 40)})` : ''}{' '}
          {brief(plain(baseline.issue ?? ''), 300)}
        </p>
      ) : null}
      <EntryTools anchor={anchor} block={block} evidence={interactive && flow ? evidence : null} />
      {flow && flow.exchanges.length > 0 ? (
        <FlowView
          entry={entry}
          report={report}
          flow={flow}
          openExchange={openExchange}
          interactive={interactive}
        />
      ) : null}
    </>
  );
}

/** How a client under test that is a command ended, and what it wrote last. */
function ClientEnding({ ended, said }: { readonly ended: string; readonly said: string }) {
  return (
    <div class="client-ending">
      <p class="blame">The client {brief(plain(ended), 300)}.</p>
      {said.trim() === '' ? null : <pre>{plainLines(said).slice(-20).join('\n')}</pre>}
    </div>
  );
}

/** A link to the verdict, and with a script what can be copied of it; the last of the evidence is what it turns on. */
function EntryTools(props: {
  readonly anchor: string;
  readonly block: FailureBlock;
  readonly evidence: readonly ReportExchange[] | null;
}) {
  const { anchor, block, evidence } = props;
  const last = evidence?.at(-1);
  return (
    <p class="tools">
      <a class="copy permalink" href={hashOf(anchor)}>
        # link
      </a>
      {evidence ? (
        <>
          <CopyButton label="Markdown for an issue" what="" text={() => markdownBlock(block, evidence)} />
          <CopyButton label="Prompt for an assistant" what="" text={() => assistantPrompt(block, evidence)} />
        </>
      ) : null}
      {last ? (
        <CopyButton label={`cURL of ${visible(brief(last.id, 32))}`} what="" text={() => curlText(last)} />
      ) : null}
    </p>
  );
}

function evidenceOf({ shared }: Entry, flow: Flow | null) {
  const { control, evidence } = shared.result;
  return (flow?.exchanges ?? []).filter(({ id }) => id === control || evidence.includes(id));
}

function Consequences({ ids }: { readonly ids: readonly string[] }) {
  return (
    <details class="consequences">
      <summary>{count(ids.length, 'requirement')} could not be judged because of this</summary>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <a href={hashOf(anchorOf(id))}>
              <code>{brief(plain(id), 120)}</code>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The sequence diagram, with the exchange that proves the verdict open. */
function FlowView({
  entry,
  report,
  flow,
  openExchange,
  interactive,
}: EntryDetailsProps & { readonly flow: Flow }) {
  const { result } = entry.shared;
  const [openId, open] = useState(openExchange);
  useEffect(() => {
    if (openExchange === null) return;
    open(openExchange);
    document.getElementById(`${entry.anchor}/${openExchange}`)?.scrollIntoView({ block: 'center' });
  }, [openExchange, entry.anchor]);
  const travelling = useMemo(() => travellingValues(flow.exchanges), [flow]);
  const values = useMemo(() => travelling.map(({ text }) => text), [travelling]);
  const marks = useMemo(() => marksOf(result), [result]);
  return (
    <section class="flow" data-flow aria-label={`flow of ${entry.anchor}`}>
      <h3>{flowTitle(flow)}</h3>
      <ValueLegend values={travelling} />
      <SequenceDiagram
        exchanges={flow.exchanges}
        marks={marks}
        values={values}
        openId={openId}
        onOpen={(id) => open(id === openId ? null : id)}
        faultOf={(exchange) => faultBehind(exchange, result)}
        idPrefix={`${entry.anchor}/`}
        label={`exchanges of ${flowTitle(flow)}`}
        renderOpen={(exchange) => (
          <>
            <JudgedBy
              exchange={exchange.id}
              results={report.results}
              wayTo={({ requirement }) => hashOf(anchorOf(requirement))}
            />
            <ExchangeView
              exchange={exchange}
              secrets={report.secrets}
              values={values}
              interactive={interactive}
            />
          </>
        )}
      />
    </section>
  );
}
