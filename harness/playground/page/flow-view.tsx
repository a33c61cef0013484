import { useMemo } from 'preact/hooks';
import type { Report, ReportResult } from '../../report/schema.ts';
import {
  blockMaker,
  ExchangeView,
  JudgedBy,
  type Marks,
  marksOf,
  SequenceDiagram,
  singleVerdict,
  type TravellingValue,
  travellingValues,
  ValueLegend,
  VerdictBlock,
} from '../../report/viewer/components.ts';
import type { FaultSwitch } from '../contract.ts';
import { type FlowChoice, faultShown, isBroken } from './flows.ts';

export interface FlowViewProps {
  readonly report: Report;
  readonly flows: readonly FlowChoice[];
  readonly flow: FlowChoice | null;
  readonly choose: (key: string) => void;
  readonly openId: string | null;
  readonly open: (id: string) => void;
  readonly waitingFor: string | null;
  /** The faults that were on. */
  readonly faults: readonly FaultSwitch[];
  /** Goes to a verdict. */
  readonly goTo: (result: ReportResult) => void;
}

/** The chosen flow as a diagram that grows; an arrow that proves a failure is boxed and says so below it. */
export function FlowView(props: FlowViewProps) {
  const { report, flows, flow, choose, openId, open, waitingFor, faults, goTo } = props;
  const makeBlock = useMemo(() => blockMaker(report), [report]);
  const values = useMemo(() => travellingValues(flow?.exchanges ?? []).filter(isWorthFollowing), [flow]);
  const broken = flow?.results.filter(isBroken) ?? [];
  const marks: Marks = new Map(broken.flatMap((result) => [...marksOf(result)]));
  return (
    <section class="flow" aria-label="Flow" data-flow>
      <header class="flow-head">
        <h2>Flow</h2>
        {flows.length > 1 ? (
          <label class="choose-flow">
            <span class="unseen">Flow shown</span>
            <select value={flow?.key ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
              {flows.map(({ key, name, results, exchanges }) => (
                <option key={key} value={key}>
                  {results.some(isBroken) ? '✗ ' : ''}
                  {name} ({exchanges.length})
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </header>
      {flow ? <p class="quiet flow-title">{flow.scenario.title}</p> : null}
      <ValueLegend values={values} />
      {flow || waitingFor ? (
        <SequenceDiagram
          exchanges={flow?.exchanges ?? []}
          marks={marks}
          values={values.map(({ text }) => text)}
          openId={openId}
          onOpen={open}
          waitingFor={waitingFor}
          faultOf={(exchange) => faultShown(exchange, broken, faults)}
          renderOpen={(exchange) => (
            <>
              <JudgedBy
                exchange={exchange.id}
                results={report.results}
                wayTo={(result) => () => goTo(result)}
              />
              {broken.filter(proves(exchange.id)).map((result) => (
                <VerdictBlock key={result.requirement} block={makeBlock(singleVerdict(result))} />
              ))}
              <ExchangeView exchange={exchange} secrets={report.secrets} />
            </>
          )}
        />
      ) : (
        <p class="nothing">Nothing has happened yet. Press Connect, or connect a client of your own.</p>
      )}
    </section>
  );
}

const proves =
  (id: string) =>
  ({ evidence, control }: ReportResult) =>
    evidence.includes(id) || control === id;

/** Cookies travel in every exchange of a browser, and say nothing. */
const isWorthFollowing = ({ name }: TravellingValue) => !name.startsWith('cookie');
