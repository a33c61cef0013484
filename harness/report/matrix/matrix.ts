/** Several reports side by side: providers by requirements, one sign for each verdict. */
import type { Level, Role } from '../../catalogue/vocabulary.ts';
import type { NamedReport } from '../compare/comparison-text.ts';
import type { Report, ReportResult } from '../schema.ts';
import { groupBy, isBaselined } from '../shared-verdicts.ts';

/** One provider. */
export interface MatrixColumn {
  readonly name: string;
  /** Its report; several when the run was cut into shards. */
  readonly reports: readonly Report[];
  /** MUSTs that hold, of those that apply; what could not be judged applies, and does not hold. */
  readonly must: { readonly hold: number; readonly apply: number; readonly unjudged: number };
  /** Why nothing was judged at all, or `null` where something was. */
  readonly stopped: string | null;
}

/** The verdict of a requirement for one provider: the worst of its revisions and modes. */
export interface MatrixCell {
  readonly result: ReportResult;
  readonly report: Report;
  /** A failure that the baseline accounts for. */
  readonly isBaselined: boolean;
}

export interface MatrixRow {
  readonly requirement: string;
  readonly role: Role;
  readonly level: Level;
  /** One for each column; `null` where the report has no such requirement. */
  readonly cells: readonly (MatrixCell | null)[];
}

export interface Matrix {
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
}

/** Puts reports side by side; shards of one run are one column. */
export function matrixOf(named: readonly NamedReport[]): Matrix {
  const runs = groupBy(named, shardKey);
  const names = columnNames(runs);
  const cellsOf = runs.map((run) => worstCells(run.map(({ report }) => report)));
  const first = new Map<string, ReportResult>();
  for (const cells of cellsOf) {
    for (const [id, { result }] of cells) if (!first.has(id)) first.set(id, result);
  }
  return {
    columns: runs.map((run, index) => ({
      name: names[index] ?? '',
      reports: run.map(({ report }) => report),
      must: countMusts([...(cellsOf[index] ?? new Map<string, MatrixCell>()).values()]),
      stopped: whyStopped(run.map(({ report }) => report)),
    })),
    rows: [...first].map(([requirement, { role, level }]) => ({
      requirement,
      role,
      level,
      cells: cellsOf.map((cells) => cells.get(requirement) ?? null),
    })),
  };
}

function whyStopped(reports: readonly Report[]): string | null {
  if (reports.some(({ results }) => results.length > 0)) return null;
  const details = reports.flatMap(({ preflight }) => preflight.filter(({ ok }) => !ok));
  return details[0]?.detail ?? 'nothing was judged';
}

const shard = /\s--shard[= ]\d+\/\d+/;

/** Equal for the shards of one run, which differ in nothing else; unique for every other report. */
function shardKey({ name, report }: NamedReport): string {
  const { command, provider, catalogueVersion, tool } = report;
  if (!shard.test(command)) return JSON.stringify([name]);
  return JSON.stringify([command.replace(shard, ''), provider, catalogueVersion, tool.version]);
}

/** The provider's name, and where several share it the name of the file as well. */
function columnNames(runs: readonly (readonly NamedReport[])[]): string[] {
  const providers = runs.map(([first]) => first?.report.provider || first?.name || '');
  const files = shortNames(runs.map(([first]) => first?.name ?? ''));
  return providers.map((provider, index) => {
    const isShared = providers.filter((other) => other === provider).length > 1;
    return isShared ? `${provider} (${files[index]})` : provider;
  });
}

/** File names without what all of them begin and end with, cut at slashes and dots. */
function shortNames(names: readonly string[]): string[] {
  const parts = names.map((name) => name.split(/(?<=[/\\])|(?=\.)/));
  const shared = (at: (list: readonly string[]) => string | undefined) =>
    parts.every((list) => list.length > 1 && at(list) === at(parts[0] ?? []));
  while (shared((list) => list[0])) for (const list of parts) list.shift();
  while (shared((list) => list.at(-1))) for (const list of parts) list.pop();
  return parts.map((list) => list.join(''));
}

/** From what most needs to be seen to what least does; what was judged goes before what was not. */
const order = ['fail', 'warn', 'baseline', 'pass', 'inconclusive', 'skip'] as const;

function worstCells(reports: readonly Report[]): Map<string, MatrixCell> {
  const worst = new Map<string, MatrixCell>();
  for (const report of reports) {
    // Within one report what could not be judged outweighs what passed; another shard may have judged it all the same.
    for (const cell of worstOf(report)) {
      const { requirement } = cell.result;
      const known = worst.get(requirement);
      if (!known || rank(cell) < rank(known)) worst.set(requirement, cell);
    }
  }
  return worst;
}

const rank = ({ result, isBaselined: known }: MatrixCell) =>
  order.indexOf(known ? 'baseline' : result.verdict);

function worstOf(report: Report): MatrixCell[] {
  const inOneReport = ['fail', 'inconclusive', 'warn', 'baseline', 'pass', 'skip'];
  const weight = ({ result, isBaselined: known }: MatrixCell) =>
    inOneReport.indexOf(known ? 'baseline' : result.verdict);
  const cells = report.results.map((result) => ({ result, report, isBaselined: isBaselined(result) }));
  return groupBy(cells, ({ result }) => result.requirement).map((group) =>
    group.reduce((worst, cell) => (weight(cell) < weight(worst) ? cell : worst)),
  );
}

function countMusts(cells: readonly MatrixCell[]): MatrixColumn['must'] {
  const musts = cells.filter(({ result }) => result.level === 'MUST' && result.verdict !== 'skip');
  return {
    hold: musts.filter(({ result }) => result.verdict === 'pass').length,
    apply: musts.length,
    unjudged: musts.filter(({ result }) => result.verdict === 'inconclusive').length,
  };
}
