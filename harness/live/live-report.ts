import { loadCatalogue } from '../catalogue/catalogue.ts';
import type { Requirement } from '../catalogue/requirement.ts';
import type { RegistrationMode, Revision, Role } from '../catalogue/vocabulary.ts';
import type { Rule } from '../define/rule.ts';
import type { Report, ReportSubject } from '../report/schema.ts';
import { applyRules } from '../runner/apply-rules.ts';
import { assembleReport, type FinishedRun } from '../runner/assemble-report.ts';
import { mergeVerdicts } from '../runner/merge.ts';
import type { ScenarioOutcome } from '../runner/outcome.ts';
import type { Named } from '../runner/plan.ts';
import type { Recorded } from '../trace/trace.ts';

export type RuleWithRequirement = { readonly rule: Named<Rule>; readonly requirement: Requirement };

/** A flow that is going on, as rules and reports see it: a scenario without a script. */
export function flowOutcome(flow: {
  readonly id: string;
  readonly title: string;
  readonly trace: Recorded;
  readonly revision: Revision;
  readonly mode: RegistrationMode;
  readonly startedAt: number;
  readonly resourceUrl: string;
  readonly issuer: string;
}): ScenarioOutcome {
  return {
    ...flow,
    subject: 'client',
    revisions: [flow.revision],
    anyMode: false,
    durationMs: Math.round(performance.now() - flow.startedAt),
    judgements: [],
    error: '',
    isBug: false,
    causes: [],
    faultyCounterparts: [],
  };
}

export interface LiveReportOptions {
  readonly version: string;
  /** The command line that made it, for the report. */
  readonly command: string;
  /** Arguments of `run` that show the same on the command line. */
  readonly reproduceBase: readonly string[];
  readonly provider: string;
  readonly revision: Revision;
  readonly mode: RegistrationMode;
  readonly subjects: Partial<Record<Role, ReportSubject>>;
  readonly notices: readonly string[];
  readonly startedAt: Date;
  readonly rules: readonly RuleWithRequirement[];
  /** What the checks found, once they ran. */
  readonly checked: FinishedRun | null;
}

/**
 * Judges what has been seen so far. Pure over recorded data, so it can be asked again after every exchange.
 *
 * What no exchange has touched yet is left out rather than called inconclusive: the flow is not over.
 */
export function liveReport(flows: readonly ScenarioOutcome[], options: LiveReportOptions): Report {
  const catalogue = loadCatalogue();
  const checks = options.checked?.outcomes ?? [];
  const outcomes = [...flows, ...checks];
  const revisions = [...new Set([options.revision, ...flows.flatMap((flow) => flow.revisions)])];
  const seen = outcomes.length > 0 ? applyRules(options.rules, outcomes, revisions) : [];
  const touched = seen.filter(({ judgements }) => judgements.some(({ evidence }) => evidence.length > 0));
  return assembleReport({
    catalogue,
    version: options.version,
    startedAt: options.startedAt,
    durationMs: Date.now() - options.startedAt.getTime(),
    interrupted: false,
    command: options.command,
    reproduceBase: options.reproduceBase,
    provider: options.provider,
    revisions,
    modes: [options.mode],
    subjects: options.subjects,
    notices: options.notices,
    preflight: { steps: [], trace: null },
    cleanup: options.checked?.cleanup ?? { registered: 0, removed: 0, left: [] },
    plan: { scenarios: [], rules: [], tooIntrusive: [], covered: [] },
    outcomes,
    verdicts: mergeVerdicts(catalogue, outcomes, touched),
    baseline: options.checked?.baseline ?? [],
    strict: false,
  });
}
