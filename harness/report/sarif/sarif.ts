/** The report for code scanning, as SARIF 2.1.0: requirements are rules, and the file is where the provider is described. */
import { jsonText } from '../json-text.ts';
import { plain } from '../plain-text.ts';
import type { Render } from '../reporter.ts';
import type { Report } from '../schema.ts';
import { groupBy } from '../shared-verdicts.ts';
import { sarifMessage } from './message.ts';
import { findingsOf, sarifResult } from './results.ts';
import { ruleOf } from './rules.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Renders one run with a result for each requirement that is not green. */
const sarif: Render = (report, { strict }) => {
  const findings = findingsOf(report, strict);
  const rules = groupBy(findings, ({ result }) => result.requirement).map(([first]) => first?.result);
  const indexOf = new Map(rules.map((rule, index) => [rule?.requirement, index]));
  return jsonText({
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: plain(report.tool.version),
            semanticVersion: plain(report.tool.version),
            rules: rules.flatMap((rule) => (rule ? [ruleOf(rule)] : [])),
          },
        },
        automationDetails: { id: `mcp-conformance/${plain(report.provider) || 'run'}/` },
        invocations: [invocationOf(report)],
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) =>
          sarifResult(finding, indexOf.get(finding.result.requirement) ?? 0),
        ),
      },
    ],
  });
};

export default sarif;

/** How the run went; without it, a run that judged nothing would look like one without failures. */
function invocationOf(report: Report) {
  const { exitCode, startedAt, durationMs, command } = report;
  const broken = report.preflight.filter(({ ok }) => !ok);
  const texts = [
    ...broken.map(({ step, detail }) => ({ level: 'error', message: sarifMessage(`${step}: ${detail}`) })),
    ...report.notices.map((notice) => ({ level: 'note', message: sarifMessage(notice) })),
  ];
  return {
    executionSuccessful: exitCode === 0 || exitCode === 1,
    exitCode,
    commandLine: plain(command),
    startTimeUtc: startedAt,
    endTimeUtc: new Date(Date.parse(startedAt) + durationMs).toISOString(),
    toolExecutionNotifications: texts,
  };
}
