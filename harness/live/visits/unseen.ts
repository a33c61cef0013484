import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Requirement } from '../../catalogue/requirement.ts';
import type { Level, RegistrationMode, Revision } from '../../catalogue/vocabulary.ts';
import type { Scenario } from '../../define/scenario.ts';
import type { Report } from '../../report/schema.ts';
import { uncoveredReasons } from '../../runner/coverage.ts';
import type { Named } from '../../runner/plan.ts';
import type { NamedFault } from '../../testbed/fault-registry.ts';
import type { RuleWithRequirement } from '../live-report.ts';
import { worksIn } from './judge-visit.ts';

/** A situation that the counterparts make, in which a client shows what it does. */
export interface Stage {
  /** Faults to switch on, and no others. */
  readonly faults: readonly string[];
  /** What the counterparts do then, in words. */
  readonly says: string;
}

/** A requirement of clients that no visit has shown, and what it takes. */
export interface Unseen {
  readonly requirement: string;
  readonly level: Level;
  readonly statement: string;
  /** `stage`: connect again on one of the stages; `more`: the client has not done what it is about; `never`: not by a visit. */
  readonly takes: 'stage' | 'more' | 'never';
  readonly reason: string;
  readonly stages: readonly Stage[];
}

/** What checks there are, and where they are to be made. */
export interface Checks {
  readonly catalogue: Catalogue;
  readonly scenarios: readonly Named<Scenario>[];
  readonly rules: readonly RuleWithRequirement[];
  /** All faults of the parts that a client meets. */
  readonly faults: readonly NamedFault[];
  /** Why no stage can be set here, or `null`. */
  readonly noStage: string | null;
}

/** A visit as far as it matters what it has shown. */
export interface Shown {
  readonly report: Report;
  /** Faults that were on. */
  readonly stage: readonly string[];
}

/** The requirements that a client has not shown, or not on every stage, in this visit and in `others` of the same client. */
export function unseenBy(
  visit: Shown & { readonly revision: Revision; readonly mode: RegistrationMode },
  others: readonly Shown[],
  checks: Checks,
): Unseen[] {
  const { catalogue } = checks;
  return catalogue.requirements
    .filter(({ id, role }) => role === 'client' && catalogue.holds(id, visit.revision))
    .flatMap((requirement) => {
      const left = whatItTakes(requirement, visit, [visit, ...others], checks);
      const { id, level, statement } = requirement;
      return left === null ? [] : [{ requirement: id, level, statement, ...left }];
    });
}

type Left = Pick<Unseen, 'takes' | 'reason' | 'stages'>;

function whatItTakes(
  { id, untestable }: Requirement,
  { report, mode }: { readonly report: Report; readonly mode: RegistrationMode },
  visits: readonly Shown[],
  { scenarios, rules, faults, noStage }: Checks,
): Left | null {
  const judging = scenarios.filter(({ judges, subject }) => subject === 'client' && judges.includes(id));
  const staged = judging.filter(
    (scenario) => scenario.faults.length > 0 && worksIn(scenario, mode) && !scenario.hears?.includes(id),
  );
  const untried = staged.filter((scenario) => !visits.some((visit) => hasTried(visit, scenario, id)));
  const stages = noStage === null ? untried.map((scenario) => stageOf(scenario, faults)) : [];
  const shows = `shows when the other side ${stages[0]?.says}`;
  if (visits.some((visit) => isJudged(visit, id))) {
    if (stages.length === 0 || stages.length === staged.length) return null;
    const reason = `judged on ${staged.length - stages.length} of ${staged.length} stages; ${shows}`;
    return { takes: 'stage', reason, stages };
  }
  const found = report.results.find(({ requirement }) => requirement === id)?.reason ?? '';
  if (stages.length > 0) return { takes: 'stage', reason: found || shows, stages };
  const takesHearing = judging.length > 0 && judging.every(({ hears }) => hears?.includes(id));
  if (takesHearing) return { takes: 'never', reason: unheard, stages };
  if (found !== '') return { takes: 'more', reason: found, stages };
  const rule = rules.find(({ requirement }) => requirement.id === id)?.rule;
  if (rule)
    return { takes: 'more', reason: rule.otherwise ?? `nothing to look at yet: ${rule.title}`, stages };
  if (staged.length > 0) return { takes: 'never', reason: noStage ?? '', stages };
  if (judging.length > 0) return { takes: 'more', reason: whyNotJudged(judging, mode), stages };
  const reason = untestable ?? uncoveredReasons().get(id) ?? 'no check is written';
  return { takes: 'never', reason, stages };
}

function isJudged({ report }: Shown, id: string): boolean {
  return report.results.some(
    ({ requirement, verdict }) => requirement === id && /^(pass|fail|warn)$/.test(verdict),
  );
}

/** Whether a requirement was judged on the stage of a scenario. */
function hasTried(visit: Shown, { faults }: Scenario, id: string): boolean {
  const isStage =
    visit.stage.length === faults.length && faults.every((fault) => visit.stage.includes(fault));
  return isStage && isJudged(visit, id);
}

const unheard =
  'takes more than a visit: what the client tells its user, all that it sends, or a step that it is asked for';

function whyNotJudged(judging: readonly Named<Scenario>[], mode: RegistrationMode): string {
  const modes = judging.flatMap((scenario) => (worksIn(scenario, mode) ? [] : (scenario.modes ?? [])));
  return modes.length > 0
    ? `takes a client that registers by ${[...new Set(modes)].join(' or ')}`
    : 'shows when the other side has no fault: switch all off and connect again';
}

function stageOf({ faults: ids }: Scenario, faults: readonly NamedFault[]): Stage {
  const said = ids.map((id) => faults.find((fault) => fault.id === id)?.says ?? id);
  return { faults: ids, says: said.join(', and ') };
}
