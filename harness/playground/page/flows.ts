import { pathOf } from '../../report/message-fields.ts';
import type { Report, ReportExchange, ReportResult, ReportScenario } from '../../report/schema.ts';
import { brief, isUnderWay, laneNames, visible } from '../../report/viewer/components.ts';
import type { FaultSwitch, VisitView } from '../contract.ts';

/** One flow to look at: the live one, a visit, or a scenario of the checks. */
export interface FlowChoice {
  readonly key: string;
  /** The report that it belongs to: each visit has one of its own. */
  readonly report: Report;
  readonly name: string;
  readonly scenario: ReportScenario;
  readonly exchanges: readonly ReportExchange[];
  /** Verdicts that an exchange of this flow proves. */
  readonly results: readonly ReportResult[];
}

/** The flows to choose from: what is live first, then visits, then what shows a failure, then the rest. */
export function allFlows(report: Report, visits: readonly VisitView[]): FlowChoice[] {
  const own = visits.flatMap((visit) =>
    flowsOf(visit.report).map((flow) => ({ ...flow, key: visit.id, name: `Your client: ${visit.client}` })),
  );
  const [live, ...others] = flowsOf(report);
  return live?.scenario.id === 'playground/flow'
    ? [live, ...own, ...others]
    : [...own, ...(live ? [live] : []), ...others];
}

/** The flows of one report. */
function flowsOf(report: Report): FlowChoice[] {
  const exchanges = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  const flows = report.scenarios.map((scenario, index): FlowChoice => {
    const own = new Set(scenario.exchanges);
    return {
      key: `${scenario.id} ${index}`,
      report,
      name: scenario.id === 'playground/flow' ? 'Live flow' : scenario.id,
      scenario,
      exchanges: scenario.exchanges.flatMap((id) => exchanges.get(id) ?? []),
      results: report.results.filter(({ evidence }) => evidence.some((id) => own.has(id))),
    };
  });
  return flows.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ scenario, results }: FlowChoice): number {
  if (scenario.id === 'playground/flow') return 0;
  return results.some(isBroken) ? 1 : 2;
}

/** What a flow waits for: the answer to the last exchange that has none. */
export function awaitedAnswer({ exchanges }: FlowChoice): string | null {
  const last = exchanges.findLast(isUnderWay);
  return last
    ? `the ${laneNames[last.to]} to answer ${last.request.method} ${visible(brief(pathOf(last.request.url), 60))}`
    : null;
}

/** The fault that an exchange shows at work: one that is on and broke, or provoked, what the exchange proves broken. */
export function faultShown(
  { id }: ReportExchange,
  broken: readonly ReportResult[],
  faults: readonly FaultSwitch[],
): string | null {
  const proven = broken.filter(({ evidence }) => evidence.includes(id)).map(({ requirement }) => requirement);
  const fault = faults.find(({ breaks, provokes }) =>
    [...breaks, ...provokes].some((requirement) => proven.includes(requirement)),
  );
  return fault?.id ?? null;
}

/** Whether a verdict is a broken MUST or SHOULD. */
export function isBroken({ verdict }: ReportResult): boolean {
  return verdict === 'fail' || verdict === 'warn';
}
