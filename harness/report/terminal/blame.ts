import { plain, plainLines } from '../plain-text.ts';
import type { ReportScenario } from '../schema.ts';
import { groupBy } from '../shared-verdicts.ts';
import { hang } from '../wrap.ts';
import type { Section } from './page.ts';

/** Who is at fault in every scenario that fails, and what the others did right. */
export const blameSection: Section = ({ report, width, ink }) => {
  const failing = report.scenarios.filter(({ blame }) => blame !== '');
  if (failing.length === 0) return [];
  const groups = groupBy(failing, ({ blame, client }) => JSON.stringify([blame, client]));
  return [
    ink('strong', 'Who is at fault'),
    '',
    ...groups.flatMap((group) => [
      ...hang('  ', scenarioNames(group), width).map((line) => ink('quiet', line)),
      ...hang('    ', plain(group[0]?.blame ?? ''), width),
      ...clientLines(group[0]?.client).flatMap((line) => hang('    ', line, width)),
    ]),
  ];
};

/** Lines of what a client wrote that are shown. */
const shownLines = 6;

function clientLines(client: ReportScenario['client']): string[] {
  if (!client) return [];
  const said = plainLines(client.said).filter((line) => line.trim() !== '');
  const how = `The client ${plain(client.ended)}${said.length > 0 ? ', and wrote last:' : '.'}`;
  return [how, ...said.slice(-shownLines).map((line) => `  ${line}`)];
}

function scenarioNames(scenarios: readonly ReportScenario[]): string {
  return [...new Set(scenarios.map(({ id }) => plain(id)))].join(', ');
}
