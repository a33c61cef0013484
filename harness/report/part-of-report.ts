import type { Report, ReportResult } from './schema.ts';

/** The part of a report that some verdicts rest on: these results, with their scenarios and exchanges whole. */
export function partOfReport(report: Report, wanted: (result: ReportResult) => boolean): Report {
  const results = report.results.filter(wanted);
  const proof = new Set(
    results.flatMap(({ control, evidence }) => [...(control === null ? [] : [control]), ...evidence]),
  );
  const ids = new Set(results.map(({ scenario }) => scenario));
  const scenarios = report.scenarios.filter(
    ({ id, exchanges }) => ids.has(id) || exchanges.some((exchange) => proof.has(exchange)),
  );
  const kept = new Set([...proof, ...scenarios.flatMap(({ exchanges }) => exchanges)]);
  return { ...report, results, scenarios, exchanges: report.exchanges.filter(({ id }) => kept.has(id)) };
}
