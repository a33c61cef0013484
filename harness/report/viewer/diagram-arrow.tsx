import { type Arrow, isUnderWay, laneNames, lanes } from '../diagram-rows.ts';
import { duration } from '../words.ts';
import { brief, visible } from './visible-text.ts';
import { WireText } from './wire-text.tsx';

export interface DiagramArrowProps {
  readonly arrow: Arrow;
  readonly isOpen: boolean;
  readonly together: boolean;
  /** The fault behind it; such an arrow is dashed, as is one that was sent unlike others on purpose. */
  readonly fault: string | null;
  readonly values?: readonly string[];
  readonly onOpen?: (id: string) => void;
}

const longestPath = 60;
const longestValue = 32;
const longestWords = 60;

/** One arrow: method and path, what matters of the parameters, the answer and how long it took. */
export function DiagramArrow({ arrow, isOpen, together, fault, values, onOpen }: DiagramArrowProps) {
  const { exchange, from, to, path, parameters, part } = arrow;
  const known = values ? { values } : {};
  const said = [exchange.note, fault === null ? '' : `fault: ${fault}`].filter(Boolean).join(' · ');
  return (
    <button
      type="button"
      class={arrowClasses(arrow, fault)}
      data-exchange={exchange.id}
      aria-expanded={isOpen}
      onClick={() => onOpen?.(exchange.id)}
    >
      <span class="arrow-what">
        <span class="exchange-id">{visible(brief(exchange.id, longestValue))}</span>
        <span class="from-to">
          {nameOf(from)} → {nameOf(to)}
        </span>
        <span>
          <b>{visible(brief(exchange.request.method, longestValue))}</b>{' '}
          <WireText text={brief(path, longestPath)} {...known} />
        </span>
        {part ? <span class={`part part-${part}`}>{part}</span> : null}
        {together ? <span class="quiet">∥ at the same time</span> : null}
      </span>
      {said ? <span class="arrow-note">{visible(brief(said, longestPath))}</span> : null}
      <span class="arrow-parameters">
        {parameters.map(({ name, value }) => (
          <span key={name}>
            {visible(brief(name, longestValue))}
            {value === null ? ' (absent)' : '='}
            {value === null ? null : <WireText text={brief(value, longestValue)} {...known} />}
          </span>
        ))}
      </span>
      <span class="arrow-line" aria-hidden="true" />
      <ArrowOutcome arrow={arrow} {...known} />
    </button>
  );
}

function ArrowOutcome({ arrow, values }: { readonly arrow: Arrow; readonly values?: readonly string[] }) {
  const { outcome, exchange } = arrow;
  const missing = isUnderWay(exchange) ? 'awaited' : 'none';
  const kind = outcome.status === null ? missing : `${Math.floor(outcome.status / 100)}xx`;
  return (
    <span class="arrow-outcome">
      <span class={`status status-${kind}`}>
        {outcome.status ?? (isUnderWay(exchange) ? 'no answer yet' : 'no answer')}
      </span>{' '}
      {isUnderWay(exchange) ? null : <span class="quiet">{duration(exchange.durationMs)}</span>}{' '}
      <WireText text={brief(outcome.words, longestWords)} {...(values ? { values } : {})} />
    </span>
  );
}

function arrowClasses({ exchange, from, to, part }: Arrow, fault: string | null): string {
  const left = Math.min(from, to);
  const direction = from === to ? 'to-itself' : from < to ? 'to-right' : 'to-left';
  return [
    'arrow',
    `at-${left}`,
    `over-${Math.abs(from - to)}`,
    direction,
    ...(part ? [`is-${part}`] : []),
    ...(exchange.note === '' ? [] : ['is-peculiar']),
    ...(fault === null ? [] : ['is-faulty']),
  ].join(' ');
}

function nameOf(lane: number): string {
  const name = lanes[lane];
  return name ? laneNames[name] : 'somebody';
}
