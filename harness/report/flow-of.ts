/** Finds the flow that a verdict was seen in. */
import { plain } from './plain-text.ts';
import type { Report, ReportExchange, ReportResult, ReportScenario } from './schema.ts';
import { count } from './words.ts';
import { shorten } from './wrap.ts';

/** A flow: the exchanges among which the evidence of a verdict stands. */
export interface Flow {
  readonly scenario: ReportScenario | null;
  readonly exchanges: readonly ReportExchange[];
}

/** Prepares the finding of the flow behind a verdict. */
export function flowFinder(report: Report): (result: ReportResult) => Flow {
  const exchanges = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  const scenarioOf = new Map(
    report.scenarios.flatMap((scenario) => scenario.exchanges.map((id) => [id, scenario] as const)),
  );
  return (result) => {
    const witness = exchanges.get(result.evidence.at(-1) ?? result.control ?? '');
    const scenario = witness
      ? scenarioOf.get(witness.id)
      : report.scenarios.find(
          ({ id, revision, mode }) =>
            id === result.scenario && revision === result.revision && (mode === null || mode === result.mode),
        );
    if (scenario) return { scenario, exchanges: scenario.exchanges.flatMap((id) => exchanges.get(id) ?? []) };
    if (!witness) return { scenario: null, exchanges: [] };
    return {
      scenario: null,
      exchanges: report.exchanges.filter((exchange) => exchange.scenario === witness.scenario),
    };
  };
}

/** What a flow is called where it is shown. */
export function flowTitle({ scenario, exchanges }: Flow): string {
  const name = plain(scenario ? scenario.title || scenario.id : (exchanges[0]?.scenario ?? '')).slice(
    0,
    1000,
  );
  return `${shorten(name, longestTitle)} (${count(exchanges.length, 'exchange')})`;
}

const longestTitle = 200;
