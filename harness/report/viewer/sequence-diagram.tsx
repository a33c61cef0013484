import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Arrow, diagramRows, laneNames, lanes, type Marks } from '../diagram-rows.ts';
import type { ReportExchange } from '../schema.ts';
import { DiagramArrow } from './diagram-arrow.tsx';

export interface SequenceDiagramProps {
  /** In any order and growing as a flow goes on. */
  readonly exchanges: readonly ReportExchange[];
  /** What is boxed as the offence and marked as control or evidence. */
  readonly marks?: Marks;
  /** Values besides placeholders that can be followed. */
  readonly values?: readonly string[];
  /** The exchange that is open, if any. */
  readonly openId?: string | null;
  readonly onOpen?: (id: string) => void;
  /** What is shown below an open arrow; left out where another place shows it. */
  readonly renderOpen?: (exchange: ReportExchange) => ComponentChildren;
  /** The fault that made an exchange what it is, or `null`. */
  readonly faultOf?: (exchange: ReportExchange) => string | null;
  /** What the flow waits for, as the last line: "the client", "you to sign in". */
  readonly waitingFor?: string | null;
  /** Makes the ids of the arrows unique on the page. */
  readonly idPrefix?: string;
  readonly label?: string;
}

/**
 * The flow on five lanes: time runs down, each arrow is a button that opens its exchange.
 *
 * It is a list to whoever hears it and a drawing to whoever sees it; on a narrow page the lanes become
 * "from → to".
 */
export function SequenceDiagram(props: SequenceDiagramProps) {
  const { exchanges, marks, waitingFor, label = 'Sequence diagram' } = props;
  const rows = useMemo(() => diagramRows(exchanges, marks), [exchanges, marks]);
  const used = new Set(rows.flatMap(({ arrows }) => arrows.flatMap(({ from, to }) => [from, to])));
  return (
    <div class="diagram">
      <div class="lane-heads" aria-hidden="true">
        {lanes.map((lane, index) => (
          <span key={lane} class={used.has(index) ? 'lane-head' : 'lane-head idle'}>
            {laneNames[lane]}
          </span>
        ))}
      </div>
      <ol class="arrows" aria-label={label}>
        {rows.flatMap(({ arrows, overlaps }) =>
          arrows.map((arrow, index) => (
            <ArrowItem
              key={arrow.exchange.id}
              {...props}
              arrow={arrow}
              beside={index > 0}
              together={overlaps || arrows.length > 1}
            />
          )),
        )}
        {waitingFor ? (
          <li class="waiting" aria-live="polite">
            waiting for {waitingFor}
          </li>
        ) : null}
      </ol>
    </div>
  );
}

interface ArrowItemProps extends SequenceDiagramProps {
  readonly arrow: Arrow;
  /** Whether it shares a row with the arrow before it. */
  readonly beside: boolean;
  /** Whether it was under way at the same time as another. */
  readonly together: boolean;
}

function ArrowItem({
  arrow,
  beside,
  together,
  values,
  openId,
  onOpen,
  renderOpen,
  faultOf,
  idPrefix = '',
}: ArrowItemProps) {
  const { exchange } = arrow;
  const isOpen = openId === exchange.id;
  const classes = ['step', beside ? 'beside' : '', together ? 'together' : ''].filter(Boolean).join(' ');
  return (
    <li class={classes} id={`${idPrefix}${exchange.id}`}>
      <DiagramArrow
        arrow={arrow}
        isOpen={isOpen}
        together={together}
        fault={faultOf?.(exchange) ?? null}
        {...(values ? { values } : {})}
        {...(onOpen ? { onOpen } : {})}
      />
      {isOpen && renderOpen ? <div class="opened">{renderOpen(exchange)}</div> : null}
    </li>
  );
}
