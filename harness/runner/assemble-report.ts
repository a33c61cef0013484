import { type Catalogue, holdsIn } from '../catalogue/catalogue.ts';
import type { Requirement } from '../catalogue/requirement.ts';
import type { RegistrationMode, Revision, Role } from '../catalogue/vocabulary.ts';
import type { ProviderNote } from '../define/note.ts';
import type {
  Report,
  ReportExchange,
  ReportPlace,
  ReportResult,
  ReportScenario,
  ReportSubject,
} from '../report/schema.ts';
import type { Recorded } from '../trace/trace.ts';
import { type Accounted, accountFor, staleEntries } from './baseline.ts';
import { blame } from './blame.ts';
import { exitCodeOf } from './exit-code.ts';
import type { Judgement } from './judgement.ts';
import type { MergedVerdict } from './merge.ts';
import { notesSeen } from './notes.ts';
import type { ScenarioOutcome } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { PreflightStep } from './preflight.ts';
import { reproduceCommand } from './reproduce.ts';
import { summarise } from './summarise.ts';

/** All that a finished run knows, from which the report is made. */
export interface FinishedRun {
  readonly catalogue: Catalogue;
  readonly version: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly interrupted: boolean;
  readonly command: string;
  readonly reproduceBase: readonly string[];
  /** The command that judges all of this again, where there is none for one requirement. */
  readonly rerun?: readonly string[];
  /** Where it is written down what is judged. */
  readonly place?: ReportPlace | null;
  /** The file that options were read from, and those of them that took effect. */
  readonly configuration?: Report['configuration'];
  /** Whether everything that applies was asked for; true when left out. */
  readonly whole?: boolean;
  readonly provider: string;
  readonly revisions: readonly Revision[];
  readonly modes: readonly RegistrationMode[];
  readonly subjects: Partial<Record<Role, ReportSubject>>;
  readonly notices: readonly string[];
  /** Ends of an MCP server in a process of its own that no request explains. */
  readonly incidents?: readonly string[];
  /** What users of the provider trip over. */
  readonly notes?: readonly ProviderNote[];
  readonly preflight: { readonly steps: readonly PreflightStep[]; readonly trace: Recorded | null };
  readonly cleanup: Report['cleanup'];
  readonly plan: Plan;
  readonly outcomes: readonly ScenarioOutcome[];
  readonly verdicts: readonly MergedVerdict[];
  readonly baseline: readonly Accounted[];
  readonly strict: boolean;
  readonly preflightOnly?: boolean;
  readonly shard?: { readonly index: number; readonly of: number } | undefined;
}

/** Makes `report.json` of a finished run. Pure. */
export function assembleReport(run: FinishedRun): Report {
  const traces = [
    ...(run.preflight.trace ? [{ id: 'preflight', trace: run.preflight.trace }] : []),
    ...run.outcomes,
  ].map(({ id, trace }, index) => ({ id, trace, name: `t${index + 1}` }));
  const ids = numberExchanges(traces);
  const stale = staleEntries(
    run.verdicts,
    run.baseline.filter(({ origin }) => origin === 'file'),
  );
  const results = [...run.verdicts.map((verdict) => toResult(run, verdict, ids, stale)), ...notJudged(run)];
  const order = new Map(run.catalogue.requirements.map(({ id }, index) => [id as string, index]));
  results.sort(
    (a, b) =>
      (order.get(a.requirement) ?? 0) - (order.get(b.requirement) ?? 0) ||
      a.revision.localeCompare(b.revision),
  );
  const summary = summarise(results);
  const report: Omit<Report, 'exitCode'> = {
    schemaVersion: 1,
    tool: { name: 'mcp-conformance', version: run.version },
    startedAt: run.startedAt.toISOString(),
    durationMs: run.durationMs,
    interrupted: run.interrupted,
    catalogueVersion: run.catalogue.version,
    command: run.command,
    place: run.place ?? null,
    configuration: run.configuration ?? null,
    whole: run.whole !== false && run.shard === undefined && !run.interrupted,
    provider: run.provider,
    revisions: [...run.revisions],
    modes: [...run.modes],
    subjects: run.subjects,
    preflight: run.preflight.steps.map(({ fatal: _, answered: __, ...step }) => step),
    notices: [
      ...run.notices,
      ...(run.incidents ?? []).map(describeIncident),
      ...notesSeen(run.notes ?? [], traces, ids),
      ...stale.map(describeStale),
    ],
    cleanup: run.cleanup,
    summary,
    results,
    scenarios: run.outcomes.map((outcome) => toScenario(run, outcome, ids)),
    exchanges: traces.flatMap((traced) => toExchanges(traced, ids)),
    secrets: secretsOf(traces),
  };
  return { ...report, exitCode: exitCodeOf(report, run, stale.length > 0) };
}

function describeIncident(how: string): string {
  return `The MCP server ${how}, and no request of this run can be shown to be the cause. It was started again; what was under way was repeated.`;
}

function describeStale(entry: Accounted): string {
  return `${entry.place}: the baseline entry for ${entry.requirement} is stale: it does not fail any more. Remove it.`;
}

function numberExchanges(traces: readonly { trace: Recorded }[]): Map<string, string> {
  const all = traces.flatMap(({ trace }) => trace.exchanges);
  return new Map(all.map(({ id }, index) => [id, `x${index + 1}`]));
}

function toResult(
  run: FinishedRun,
  verdict: MergedVerdict,
  ids: ReadonlyMap<string, string>,
  stale: readonly Accounted[],
): ReportResult {
  const requirement = run.catalogue.find(verdict.requirement);
  const { judgement } = verdict;
  const broken = judgement.verdict === 'fail' || judgement.verdict === 'warn';
  // A requirement that holds carries the entry that it makes stale.
  const accounted = accountFor(verdict, broken ? run.baseline : judgement.verdict === 'pass' ? stale : []);
  return {
    ...frame(run, requirement, verdict.revision),
    mode: verdict.mode,
    verdict: judgement.verdict,
    scenario: verdict.source.id,
    ...told(requirement, judgement),
    expected: judgement.expected,
    actual: judgement.actual,
    excerpt: judgement.excerpt,
    control: judgement.control === null ? null : (ids.get(judgement.control) ?? null),
    evidence: judgement.evidence.flatMap((id) => ids.get(id) ?? []),
    reason: 'reason' in judgement ? judgement.reason : '',
    skipReason: judgement.verdict === 'skip' ? 'capability-not-declared' : null,
    blockedBy: verdict.blockedBy,
    baseline: accounted
      ? {
          reason: accounted.reason,
          issue: accounted.issue ?? null,
          until: accounted.until ?? null,
          source: accounted.source ?? null,
          origin: accounted.origin,
          place: accounted.written ?? null,
        }
      : null,
  };
}

/** What happened, and why it matters; a lesser break must not be told as the one that the catalogue names. */
function told({ title, statement, why }: Requirement, judgement: Judgement) {
  switch (judgement.verdict) {
    case 'pass':
      return { title: title.pass };
    case 'fail':
      return { title: title.fail };
    case 'warn':
      if (judgement.lesser === undefined) return { title: title.fail };
      return {
        title: judgement.lesser.says,
        ...(judgement.lesser.refused
          ? {
              why: `Clients act on the error they are told. What the requirement guards against is more: ${why}`,
            }
          : {}),
      };
    default:
      return { title: statement };
  }
}

/** The part of a result that the catalogue alone decides. */
function frame(run: FinishedRun, requirement: Requirement, revision: Revision) {
  return {
    requirement: requirement.id,
    role: requirement.role,
    level: requirement.level,
    revision,
    references: requirement.refs.map(({ doc, section, url }) => ({ title: `${doc} ${section}`, url })),
    why: requirement.why,
    fix: requirement.fix,
    reproduce: run.rerun ? [...run.rerun] : reproduceCommand(run.reproduceBase, requirement.id, revision),
  };
}

/** Rows for requirements that have a check which took no part in this run, with the reason from the closed list. */
function notJudged(run: FinishedRun): ReportResult[] {
  if (run.interrupted) return [];
  const judged = new Set(run.verdicts.map(({ requirement, revision }) => `${requirement} ${revision}`));
  return run.plan.covered.flatMap((requirement) =>
    run.revisions
      .filter((revision) => !judged.has(`${requirement.id} ${revision}`))
      .map((revision): ReportResult => {
        const why = reasonNotJudged(run, requirement, revision);
        return {
          ...frame(run, requirement, revision),
          mode: null,
          verdict: 'skip',
          scenario: null,
          title: requirement.statement,
          expected: '',
          actual: '',
          excerpt: '',
          control: null,
          evidence: [],
          blockedBy: null,
          baseline: null,
          ...why,
        };
      }),
  );
}

function reasonNotJudged(run: FinishedRun, requirement: Requirement, revision: Revision) {
  if (!holdsIn(requirement, revision)) {
    return { skipReason: 'not-in-this-revision', reason: `does not hold in ${revision}` } as const;
  }
  if (run.plan.tooIntrusive.includes(requirement)) {
    return { skipReason: 'intrusiveness', reason: 'needs --intrusiveness full' } as const;
  }
  return {
    skipReason: 'not-selected',
    reason: run.shard ? 'belongs to another shard' : `no check of it works in ${run.modes.join(' or ')} mode`,
  } as const;
}

function toScenario(
  run: FinishedRun,
  outcome: ScenarioOutcome,
  ids: ReadonlyMap<string, string>,
): ReportScenario {
  const blamed = blame(outcome, run.catalogue, Object.keys(run.subjects) as Role[]);
  const { client } = outcome;
  const isBad = client !== undefined && (blamed !== '' || outcome.error !== '' || client.code !== 0);
  return {
    id: outcome.id,
    title: outcome.title,
    kind: 'scenario',
    revision: outcome.revision,
    mode: outcome.anyMode ? null : outcome.mode,
    durationMs: outcome.durationMs,
    exchanges: outcome.trace.exchanges.flatMap(({ id }) => ids.get(id) ?? []),
    blame: blamed,
    error: outcome.error,
    ...(isBad ? { client: { ended: client.how, said: client.said } } : {}),
  };
}

/** A trace with its scenario, and with a name that no other has: a scenario may have one for each revision and mode. */
interface NamedTrace {
  readonly id: string;
  readonly name: string;
  readonly trace: Recorded;
}

function toExchanges({ id, name, trace }: NamedTrace, ids: ReadonlyMap<string, string>): ReportExchange[] {
  return trace.exchanges.map((exchange) => ({
    ...exchange,
    id: ids.get(exchange.id) ?? exchange.id,
    scenario: id,
    trace: name,
    request: { ...exchange.request, headers: exchange.request.headers.map(([name, value]) => [name, value]) },
    response: exchange.response
      ? { ...exchange.response, headers: exchange.response.headers.map(([name, value]) => [name, value]) }
      : null,
  }));
}

/** Facts about placeholders, per trace: the same placeholder means something else in another one. */
function secretsOf(traces: readonly NamedTrace[]): Report['secrets'] {
  return Object.fromEntries(
    traces.flatMap(({ name, trace }) =>
      [...trace.secrets.facts].flatMap(([placeholder, facts]) =>
        facts.jwt || facts.s256 ? [[`${name} ${placeholder}`, facts] as const] : [],
      ),
    ),
  ) as Report['secrets'];
}
