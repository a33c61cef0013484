import { sampleReport } from '../sample-report.ts';
import type { Report, ReportExchange, ReportResult } from '../schema.ts';
import { reportSchema } from '../schema.ts';

/** Members whose values come from a closed list or are times; a report with anything else there is none. */
const closed = new Set(
  'name role level verdict mode modes kind from to startedAt skipReason origin schemaVersion'.split(' '),
);

/** The sample with every free text made hostile, ids included, in a way that keeps what belongs together. */
export function hostileReport(poison: (text: string, member: string) => string): Report {
  const poisoned = (value: unknown, member: string): unknown => {
    if (typeof value === 'string') return closed.has(member) ? value : poison(value, member);
    if (Array.isArray(value)) return value.map((item) => poisoned(item, member));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        member === 'secrets' ? poison(name, name) : name,
        poisoned(item, name),
      ]),
    );
  };
  return reportSchema.parse(poisoned(sampleReport, ''));
}

/** A report of so many scenarios and exchanges, with bodies of the usual size. */
export function largeReport(scenarios: number, exchanges: number): Report {
  const perScenario = Math.ceil(exchanges / scenarios);
  const all = Array.from({ length: scenarios * perScenario }, (_, index) => exchangeAt(index, perScenario));
  const ids = (scenario: number) =>
    all.slice(scenario * perScenario, (scenario + 1) * perScenario).map(({ id }) => id);
  const [template] = sampleReport.scenarios;
  if (!template) throw new Error('the sample has no scenario');
  return {
    ...sampleReport,
    scenarios: Array.from({ length: scenarios }, (_, index) => ({
      ...template,
      id: `end-to-end/flow-${index}`,
      title: `Flow ${index}`,
      exchanges: ids(index),
    })),
    exchanges: all,
    results: Array.from({ length: scenarios * 2 }, (_, index) => resultAt(index, ids(index >> 1))),
  };
}

function exchangeAt(index: number, perScenario: number): ReportExchange {
  const template = sampleReport.exchanges[index % sampleReport.exchanges.length];
  if (!template) throw new Error('the sample has no exchanges');
  const padding = JSON.stringify({ number: index, text: `${index} `.repeat(80) });
  return {
    ...template,
    id: `x${index + 1}`,
    scenario: `end-to-end/flow-${Math.floor(index / perScenario)}`,
    startedAt: new Date(Date.parse(template.startedAt) + index * 20).toISOString(),
    response: template.response && {
      ...template.response,
      body: { text: padding, bytes: padding.length, truncated: false },
    },
  };
}

function resultAt(index: number, exchanges: readonly string[]): ReportResult {
  const template = sampleReport.results[index % sampleReport.results.length];
  if (!template) throw new Error('the sample has no results');
  return {
    ...template,
    requirement: `${template.requirement}-${index}`,
    blockedBy: null,
    scenario: `end-to-end/flow-${index >> 1}`,
    control: exchanges[0] ?? null,
    evidence: exchanges.slice(-1),
  };
}
