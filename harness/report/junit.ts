/** The report for continuous integration, in the JUnit format that all of its servers read. */

import type { FailureBlock } from './failure-block.ts';
import { blockMaker } from './failure-block.ts';
import { blockText } from './failure-block-text.ts';
import { plain } from './plain-text.ts';
import type { Render } from './reporter.ts';
import type { Report, ReportResult } from './schema.ts';
import type { SharedVerdict } from './shared-verdicts.ts';
import { groupBy, isBaselined, singleVerdict, staleBaseline } from './shared-verdicts.ts';
import { modeName } from './words.ts';
import type { XmlAttributes, XmlElement } from './xml.ts';
import { xmlDocument, xmlElement } from './xml.ts';

type Outcome = 'failure' | 'error' | 'skipped' | 'passed';

interface Case {
  readonly outcome: Outcome;
  readonly node: XmlElement;
}

interface Judge {
  readonly blockOf: (shared: SharedVerdict) => FailureBlock;
  readonly stale: ReadonlySet<string>;
  readonly strict: boolean;
}

/** Renders a suite for each role, revision and mode, with a case for each requirement. */
const junit: Render = (report, { strict }) => {
  const judge: Judge = { blockOf: blockMaker(report), stale: staleBaseline(report), strict };
  const groups = groupBy(report.results, ({ role, revision, mode }) =>
    JSON.stringify([role, revision, mode]),
  );
  const suites = groups.map((group) => resultSuite(report, group, judge));
  const preflight = report.preflight.length > 0 ? [preflightSuite(report)] : [];
  const all = [...preflight, ...suites];
  const root = xmlElement(
    'testsuites',
    {
      name: report.tool.name,
      ...totals(all.flatMap(({ cases }) => cases)),
      time: seconds(report.durationMs),
    },
    all.map(({ node }) => node),
  );
  return xmlDocument(root);
};

export default junit;

interface Suite {
  readonly node: XmlElement;
  readonly cases: readonly Case[];
}

function resultSuite(report: Report, results: readonly ReportResult[], judge: Judge): Suite {
  const [first] = results;
  const revision = first?.revision ?? '';
  const mode = first?.mode ?? null;
  const name = [first?.role ?? '', revision, modeName(mode)].join(' · ');
  const judging = new Set(results.map(({ scenario }) => scenario));
  const ran = report.scenarios.filter(
    (scenario) => scenario.revision === revision && scenario.mode === mode && judging.has(scenario.id),
  );
  const milliseconds = ran.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const subject = first ? report.subjects[first.role] : undefined;
  const properties = {
    subject: subject?.name,
    issuer: subject?.issuer,
    url: subject?.url,
    catalogue: report.catalogueVersion,
    ...(report.interrupted ? { interrupted: 'true' } : {}),
    ...noticeProperties(report),
  };
  return suite(
    report,
    name,
    milliseconds,
    properties,
    results.map((result) => caseOf(result, judge)),
  );
}

/** What a reader must know of the run, for instance that a stand-in was judged. */
function noticeProperties({ notices }: Report): Record<string, string> {
  const named = notices.map((notice, index) => [`notice.${index + 1}`, notice] as const);
  return Object.fromEntries(named);
}

/** Steps before any verdict: without them a run that never began would look like one without failures. */
function preflightSuite(report: Report): Suite {
  const cases = report.preflight.map(({ step, ok, detail, durationMs }): Case => {
    const attributes = { classname: 'preflight', name: plain(step), time: seconds(durationMs) };
    const message = plain(detail);
    const error = xmlElement('error', { type: 'preflight', message }, message);
    return { outcome: ok ? 'passed' : 'error', node: xmlElement('testcase', attributes, ok ? [] : [error]) };
  });
  const milliseconds = report.preflight.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return suite(report, 'preflight', milliseconds, {}, cases);
}

function suite(
  report: Report,
  name: string,
  milliseconds: number,
  properties: Readonly<Record<string, string | undefined>>,
  cases: readonly Case[],
): Suite {
  const attributes = {
    name: plain(name),
    ...totals(cases),
    time: seconds(milliseconds),
    timestamp: report.startedAt,
  };
  return {
    cases,
    node: xmlElement('testsuite', attributes, [...propertyList(properties), ...cases.map(nodeOf)]),
  };
}

const nodeOf = ({ node }: Case) => node;

function totals(cases: readonly Case[]): XmlAttributes {
  const number = (wanted: Outcome) => cases.filter(({ outcome }) => outcome === wanted).length;
  return {
    tests: cases.length,
    failures: number('failure'),
    errors: number('error'),
    skipped: number('skipped'),
  };
}

function caseOf(result: ReportResult, judge: Judge): Case {
  const { requirement } = result;
  const attributes = { classname: requirement.split('.').slice(0, -1).join('.'), name: requirement };
  const { outcome, children } = contentOf(result, judge);
  return { outcome, node: xmlElement('testcase', attributes, children) };
}

interface Content {
  readonly outcome: Outcome;
  readonly children: readonly XmlElement[];
}

function contentOf(result: ReportResult, { blockOf, stale, strict }: Judge): Content {
  const body = () => blockText(blockOf(singleVerdict(result)));
  const failure = (type: string, message = plain(result.title)): Content => ({
    outcome: 'failure',
    children: [xmlElement('failure', { type, message }, body())],
  });
  if (isBaselined(result)) return skipped(baselineMessage(result));
  switch (result.verdict) {
    case 'pass':
      return stale.has(result.requirement)
        ? failure('baseline', 'no longer fails; remove its entry from the baseline')
        : { outcome: 'passed', children: [] };
    case 'fail':
      return failure(result.level);
    case 'warn':
      return strict ? failure(result.level) : warning(result, body());
    case 'skip':
      return skipped([result.skipReason ?? '', plain(result.reason)].filter(Boolean).join(': '));
    case 'inconclusive':
      return {
        outcome: 'error',
        children: [xmlElement('error', { type: 'inconclusive', message: plain(result.reason) }, body())],
      };
    default:
      return result.verdict satisfies never;
  }
}

const skipped = (message: string): Content => ({
  outcome: 'skipped',
  children: [xmlElement('skipped', { message })],
});

/** A broken SHOULD is no failure, but whoever looks finds it. */
function warning({ level, title }: ReportResult, body: string): Content {
  const properties = propertyList({ verdict: 'warn', level, warning: title });
  return { outcome: 'passed', children: [...properties, xmlElement('system-out', {}, body)] };
}

function baselineMessage({ verdict, baseline }: ReportResult): string {
  const said = [`baseline (${verdict}): ${baseline?.reason ?? ''}`, baseline?.issue, baseline?.source];
  return said.flatMap((part) => (part ? [plain(part)] : [])).join(' · ');
}

function propertyList(values: Readonly<Record<string, string | undefined>>): XmlElement[] {
  const properties = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [xmlElement('property', { name, value: plain(value) })],
  );
  return properties.length === 0 ? [] : [xmlElement('properties', {}, properties)];
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);
