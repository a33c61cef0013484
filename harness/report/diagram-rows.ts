/** Lays the exchanges of a flow out on the five lanes of a sequence diagram, whatever it is drawn with. */
import type { Outcome } from './exchange-outcome.ts';
import { outcomeOf } from './exchange-outcome.ts';
import type { Parameter } from './exchange-parameters.ts';
import { rankedParameters } from './exchange-parameters.ts';
import type { ExchangeRow } from './exchange-rows.ts';
import { pathOf } from './message-fields.ts';
import type { ReportExchange } from './schema.ts';

/** The lanes from left to right; they never change places, so that diagrams can be compared. */
export const lanes = ['client', 'browser', 'resource-server', 'authorization-server', 'harness'] as const;

/** A lane as its head is written. */
export const laneNames = {
  client: 'client',
  browser: 'browser',
  'resource-server': 'resource server',
  'authorization-server': 'authorization server',
  harness: 'harness',
} as const satisfies Record<(typeof lanes)[number], string>;

/** What an exchange is to the verdict beside which it is drawn; most are nothing to it. */
export type Marks = ReadonlyMap<string, ExchangeRow['part']>;

/** One exchange on its way from lane to lane. */
export interface Arrow {
  readonly exchange: ReportExchange;
  /** Places in `lanes`. */
  readonly from: number;
  readonly to: number;
  readonly path: string;
  /** The two or three parameters that matter. */
  readonly parameters: readonly Parameter[];
  readonly outcome: Outcome;
  readonly part: ExchangeRow['part'] | null;
}

/** What happened at one time: one arrow, or several that were under way together and do not cross. */
export interface DiagramRow {
  readonly arrows: readonly Arrow[];
  /** Whether it began while an arrow of the row above was still under way. */
  readonly overlaps: boolean;
}

const shownParameters = 3;

/** Milliseconds to which the beginning of an exchange is known. */
const grain = 1;

/** What of an exchange is surely before its answer: a client may go on while the end of a body still comes in. */
const beforeAnswer = 0.9;

/** Whether an exchange has neither an answer yet nor a reason why it gets none. */
export function isUnderWay({ response, failure }: ReportExchange): boolean {
  return response === null && failure === null;
}

/** The rows of a diagram in the order in which the exchanges began. */
export function diagramRows(exchanges: readonly ReportExchange[], marks: Marks = new Map()): DiagramRow[] {
  const rows: { arrows: Arrow[]; overlaps: boolean }[] = [];
  for (const exchange of exchanges.toSorted((a, b) => startOf(a) - startOf(b))) {
    const arrow = arrowOf(exchange, marks);
    const above = rows.at(-1);
    const overlaps = above?.arrows.some((other) => isDuring(exchange, other.exchange)) ?? false;
    if (above && overlaps && above.arrows.every((other) => isApart(arrow, other))) above.arrows.push(arrow);
    else rows.push({ arrows: [arrow], overlaps });
  }
  return rows;
}

function arrowOf(exchange: ReportExchange, marks: Marks): Arrow {
  return {
    exchange,
    from: lanes.indexOf(exchange.from),
    to: lanes.indexOf(exchange.to),
    path: pathOf(exchange.request.url),
    parameters: rankedParameters(exchange, null).slice(0, shownParameters),
    outcome: outcomeOf(exchange),
    part: marks.get(exchange.id) ?? null,
  };
}

const startOf = ({ startedAt }: ReportExchange) => Date.parse(startedAt);

/** Whether an exchange began while an earlier one still had no answer. */
function isDuring(later: ReportExchange, earlier: ReportExchange): boolean {
  return startOf(later) + grain < startOf(earlier) + earlier.durationMs * beforeAnswer;
}

function isApart(a: Arrow, b: Arrow): boolean {
  return Math.max(a.from, a.to) < Math.min(b.from, b.to) || Math.max(b.from, b.to) < Math.min(a.from, a.to);
}
