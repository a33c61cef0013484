import { loadCatalogue } from '../../catalogue/catalogue.ts';
import { coverageOf } from '../../runner/coverage.ts';
import { loadRules, loadScenarios } from '../../runner/registry.ts';
import { faultIds, findFaults } from '../../testbed/fault-registry.ts';
import { builtInProviders } from '../../testbed/load-provider.ts';

export interface ListRequest {
  readonly what: 'scenarios' | 'requirements' | 'faults' | 'providers';
  readonly coverage: boolean;
  readonly json: boolean;
}

type Row = { readonly id: string } & Readonly<Record<string, unknown>>;

/** Prints a list, as columns for people or as JSON for scripts. */
export async function printList({ what, coverage, json }: ListRequest): Promise<void> {
  const rows = await rowsOf(what, coverage);
  if (json) {
    console.log(JSON.stringify(rows, null, 2));
    return;
  }
  for (const row of rows) console.log(lineOf(what, coverage, row));
  if (coverage && what === 'requirements') {
    const covered = rows.filter((row) => row['covered'] === true).length;
    console.log(
      `\n${covered} of ${rows.length} requirements are covered: a conforming part passes, a fault that breaks it is caught.`,
    );
  }
}

async function rowsOf(what: ListRequest['what'], coverage: boolean): Promise<Row[]> {
  switch (what) {
    case 'requirements':
      return coverage ? coverageRows() : requirementRows();
    case 'scenarios':
      return scenarioRows();
    case 'faults':
      return (await findFaults(faultIds())).map(({ id, role, says, breaks, provokes }) => ({
        id,
        role,
        says,
        breaks,
        provokes,
      }));
    case 'providers':
      return builtInProviders().map(({ id, about }) => ({ id, about }));
    default:
      return what satisfies never;
  }
}

function requirementRows(): Row[] {
  return loadCatalogue().requirements.map(({ id, role, level, topic, since, until, statement }) => ({
    id,
    role,
    level,
    topic,
    since,
    ...(until ? { until } : {}),
    statement,
  }));
}

async function coverageRows(): Promise<Row[]> {
  const faults = faultIds().length > 0 ? await findFaults(faultIds()) : [];
  const checks = await Promise.all([loadScenarios(), loadRules()]);
  return coverageOf(loadCatalogue().requirements, ...checks, faults).map((row) => ({ ...row }));
}

async function scenarioRows(): Promise<Row[]> {
  const [scenarios, rules] = await Promise.all([loadScenarios(), loadRules()]);
  return [
    ...scenarios.map(({ id, title, subject, judges, faults }) => ({
      id,
      kind: 'scenario',
      title,
      subject,
      judges,
      faults,
    })),
    ...rules.map(({ id, title, judges }) => ({ id, kind: 'rule', title, judges: [judges] })),
  ];
}

function lineOf(what: ListRequest['what'], coverage: boolean, row: Row): string {
  const text = (key: string) => String(row[key] ?? '');
  const list = (key: string) => (Array.isArray(row[key]) ? (row[key] as string[]).join(' ') : '');
  if (what === 'requirements' && coverage) {
    const mark = row['covered'] ? '✓' : '–';
    return `${mark} ${row.id.padEnd(46)} ${row['covered'] ? `${list('scenarios')}  ⟂  ${list('faults')}` : text('reason')}`;
  }
  switch (what) {
    case 'requirements':
      return `${text('level').padEnd(6)} ${row.id.padEnd(46)} ${text('statement')}`;
    case 'scenarios':
      return `${row.id.padEnd(56)} ${text('title')}\n    judges ${list('judges')}`;
    case 'faults':
      return `${row.id.padEnd(46)} ${text('says')}\n    breaks ${list('breaks') || '–'}  provokes ${list('provokes') || '–'}`;
    case 'providers':
      return `${row.id.padEnd(16)} ${text('about')}`;
    default:
      return what satisfies never;
  }
}
