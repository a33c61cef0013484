/** The exchanges as HTTP Archive 1.2, for browsers and proxies to open; a page for each scenario. */
import { harRequest, harResponse } from './har-message.ts';
import { jsonText } from './json-text.ts';
import type { Render } from './reporter.ts';
import type { Report, ReportExchange, ReportScenario } from './schema.ts';

interface Page {
  readonly id: string;
  readonly title: string;
  readonly exchanges: readonly ReportExchange[];
}

/** Renders the archive. */
const har: Render = (report) => {
  const pages = pagesOf(report);
  return jsonText({
    log: {
      version: '1.2',
      creator: { name: report.tool.name, version: report.tool.version },
      pages: pages.map(harPage),
      entries: pages
        .flatMap(({ id, exchanges }) => exchanges.map((exchange) => ({ page: id, exchange })))
        .toSorted((a, b) => compare(a.exchange.startedAt, b.exchange.startedAt))
        .map(({ page, exchange }) => harEntry(page, exchange)),
      comment: 'Secrets are replaced by placeholders; equal placeholders stand for equal values.',
    },
  });
};

export default har;

function pagesOf(report: Report): Page[] {
  const byId = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  const pages = report.scenarios.map((scenario) => ({
    id: pageId(scenario),
    title: pageTitle(scenario),
    exchanges: scenario.exchanges.flatMap((id) => takeFrom(byId, id, scenario)),
  }));
  const left = [...byId.values()];
  const strays = [...new Set(left.map(({ scenario }) => scenario))].map((id) => ({
    id,
    title: id,
    exchanges: left.filter(({ scenario }) => scenario === id),
  }));
  return [...pages, ...strays].filter(({ exchanges }) => exchanges.length > 0);
}

/** An exchange that rules look at too belongs to the scenario that caused it. */
function takeFrom(
  exchanges: Map<string, ReportExchange>,
  id: string,
  cause: ReportScenario,
): ReportExchange[] {
  const exchange = exchanges.get(id);
  if (exchange?.scenario !== cause.id) return [];
  exchanges.delete(id);
  return [exchange];
}

const pageId = ({ id, revision, mode }: ReportScenario) => [id, revision, mode].filter(Boolean).join('@');

const pageTitle = ({ id, title, revision, mode }: ReportScenario) =>
  `${title || id} (${[mode, revision].filter(Boolean).join(' · ')})`;

function harPage({ id, title, exchanges }: Page) {
  const started = exchanges.map(({ startedAt }) => startedAt).toSorted(compare);
  return { startedDateTime: started[0] ?? '', id, title, pageTimings: { onContentLoad: -1, onLoad: -1 } };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function harEntry(page: string, exchange: ReportExchange) {
  const { id, kind, from, to, note, startedAt, durationMs, failure } = exchange;
  return {
    pageref: page,
    startedDateTime: startedAt,
    time: durationMs,
    request: harRequest(exchange),
    response: harResponse(exchange),
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    _id: id,
    _from: from,
    _to: to,
    _kind: kind,
    _note: note,
    ...(failure ? { _error: `${failure.code}: ${failure.message}` } : {}),
  };
}
