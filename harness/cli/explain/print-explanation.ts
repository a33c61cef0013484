import { readFileSync } from 'node:fs';
import path from 'node:path';
import { holdsIn, loadCatalogue } from '../../catalogue/catalogue.ts';
import type { Requirement } from '../../catalogue/requirement.ts';
import { compilePatterns, unknownId } from '../../catalogue/select.ts';
import { revisions } from '../../catalogue/vocabulary.ts';
import type { Report } from '../../report/schema.ts';
import { uncoveredReasons } from '../../runner/coverage.ts';
import { loadRules, loadScenarios } from '../../runner/registry.ts';
import { faultIds, findFaults, type NamedFault } from '../../testbed/fault-registry.ts';
import { lastRunFolder } from '../run/output.ts';

/** Prints the manual page of a requirement, a scenario or a fault; a prefix prints one line for each below it. */
export async function printExplanation(id: string): Promise<void> {
  const catalogue = loadCatalogue();
  const faults = faultIds().length > 0 ? await findFaults(faultIds()) : [];
  const checks = [...(await loadScenarios()), ...(await loadRules())];
  if (catalogue.has(id)) return explainRequirement(catalogue.find(id), faults, checks);
  const fault = faults.find((candidate) => candidate.id === id);
  if (fault) return explainFault(fault, checks);
  const check = checks.find((candidate) => candidate.id === id);
  if (check) return explainCheck(check);
  const all = new Map<string, string>([
    ...checks.map((entry) => [entry.id, entry.title] as const),
    ...faults.map((entry) => [entry.id, `fault: ${entry.says}`] as const),
    ...catalogue.requirements.map((entry) => [entry.id, `${entry.level}: ${entry.statement}`] as const),
  ]);
  const below = [...all].filter(([entry]) => compilePatterns([id])(entry));
  if (below.length === 0) throw unknownId(id, [...all.keys()], 'requirement, scenario or fault', 'explain');
  for (const [entry, what] of below) console.log(`${entry.padEnd(46)} ${what}`);
}

interface Check {
  readonly id: string;
  readonly title: string;
  readonly judges: string | readonly string[];
  /** For scenarios: the faults of counterparts that make its situation. */
  readonly faults?: readonly string[];
}

function explainRequirement(
  entry: Requirement,
  faults: readonly NamedFault[],
  checks: readonly Check[],
): void {
  const judging = checks.filter(({ judges }) => [judges].flat().includes(entry.id));
  const breaking = faults.filter(({ breaks }) => (breaks as readonly string[]).includes(entry.id));
  const provoking = faults.filter(({ provokes }) => (provokes as readonly string[]).includes(entry.id));
  const window = `since ${entry.since}${entry.until ? `, until ${entry.until}` : ''}`;
  console.log(`${entry.id}\n${entry.level} · ${entry.role} · ${entry.topic} · ${entry.source} · ${window}\n`);
  section('statement', entry.statement);
  section('why', entry.why);
  section(
    'how we find out',
    entry.untestable ? `${entry.test}\nNot observable: ${entry.untestable}` : entry.test,
  );
  section('fix', entry.fix);
  const holding = revisions.filter((revision) => holdsIn(entry, revision));
  section(
    'holds in',
    holding.map((revision) => `${revision} ${entry.level}`).join(', ') || 'no dated revision',
  );
  section('kept', entry.title.pass);
  section('broken', entry.title.fail);
  if (entry.dependsOn.length > 0) section('needs first', entry.dependsOn.join(' '));
  if (judging.length > 0) section('judged by', judging.map(({ id }) => id).join('\n'));
  else
    section(
      'judged by',
      `nothing yet: ${entry.untestable ?? uncoveredReasons().get(entry.id) ?? 'no check is written'}`,
    );
  const [fault] = breaking;
  if (fault) {
    section('broken by', breaking.map(({ id, says }) => `${id}: ${says}`).join('\n'));
    section('see it broken', `npx mcp-conformance run --fault ${fault.id} --requirement ${entry.id}`);
  }
  if (provoking.length > 0)
    section('provoked by', provoking.map(({ id, says }) => `${id}: ${says}`).join('\n'));
  section('spec', entry.refs.map(({ doc, section: place, url }) => `${doc} ${place}  ${url}`).join('\n'));
  const last = lastVerdict(entry.id);
  if (last !== null) section('last run', last);
}

function explainFault({ id, role, says, breaks, provokes }: NamedFault, checks: readonly Check[]): void {
  const broken: readonly string[] = breaks;
  const catching = checks.filter(({ judges }) => [judges].flat().some((judged) => broken.includes(judged)));
  const meeting = checks.filter(({ faults }) => faults?.includes(id));
  console.log(`${id}\nfault of the ${role}\n`);
  section('what it does', says);
  section('breaks', breaks.join('\n') || 'nothing of its own part');
  if (provokes.length > 0) section('provokes', provokes.join('\n'));
  if (catching.length > 0) section('caught by', catching.map((check) => check.id).join('\n'));
  if (meeting.length > 0) section('met in', meeting.map((check) => check.id).join('\n'));
  section('switch it on', `npx mcp-conformance run --fault ${id}`);
}

function explainCheck({ id, title, judges, faults = [] }: Check): void {
  console.log(`${id}\n`);
  section('what it does', title);
  section('judges', [judges].flat().join('\n'));
  if (faults.length > 0) section('with the faults', faults.join('\n'));
  section('run it alone', `npx mcp-conformance run --scenario ${id}`);
}

function section(name: string, text: string): void {
  const lines = text.split('\n').flatMap((line) => wrap(line, 80));
  console.log(`${name.padEnd(16)}${lines.join(`\n${' '.repeat(16)}`)}`);
}

/** Wraps at spaces, but never a command, which people copy; a word longer than the width, such as a URL, stays whole. */
function wrap(text: string, width: number): string[] {
  if (text.startsWith('npx ')) return [text];
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length + 1 > width && !/^https?:/.test(word)) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

function lastVerdict(id: string): string | null {
  try {
    const report = JSON.parse(readFileSync(path.join(lastRunFolder, 'report.json'), 'utf8')) as Report;
    const results = report.results.filter(({ requirement }) => requirement === id);
    if (results.length === 0) return null;
    return results
      .map(
        ({ verdict, revision, mode, actual, reason }) =>
          `${verdict}  ${revision}${mode ? ` ${mode}` : ''}  ${actual || reason}`,
      )
      .join('\n');
  } catch {
    return null;
  }
}
