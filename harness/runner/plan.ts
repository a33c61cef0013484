import { type Catalogue, holdsIn, newestHolding } from '../catalogue/catalogue.ts';
import type { Requirement } from '../catalogue/requirement.ts';
import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import type { Intrusiveness, RegistrationMode, Revision, Role } from '../catalogue/vocabulary.ts';
import { intrusivenessLevels } from '../catalogue/vocabulary.ts';
import type { Rule } from '../define/rule.ts';
import type { Scenario } from '../define/scenario.ts';

/** A scenario or rule with the id that its file gives it. */
export type Named<Thing> = Thing & { readonly id: string };

/** What a user asked to be judged. */
export interface Selection {
  readonly roles: readonly Role[];
  readonly revisions: readonly Revision[];
  readonly modes: readonly RegistrationMode[];
  readonly intrusiveness: Intrusiveness;
  /** Whether a requirement was asked for. */
  readonly wantsRequirement: (requirement: Requirement) => boolean;
  readonly wantsScenario: (id: string) => boolean;
}

/** One execution of a scenario. Its verdicts count for `revisions`, all of which it would treat alike. */
export interface PlannedScenario {
  readonly scenario: Named<Scenario>;
  readonly revision: Revision;
  readonly mode: RegistrationMode;
  /** Whether its verdicts are the same in every mode, and so are reported without one. */
  readonly anyMode: boolean;
  readonly judges: readonly Requirement[];
  readonly revisions: readonly Revision[];
}

export interface Plan {
  readonly scenarios: readonly PlannedScenario[];
  readonly rules: readonly { readonly rule: Named<Rule>; readonly requirement: Requirement }[];
  /** Selected requirements that no planned scenario or rule judges because of how far the run may go. */
  readonly tooIntrusive: readonly Requirement[];
  /** Selected requirements that we have a check for, whether or not it takes part in this run. */
  readonly covered: readonly Requirement[];
}

/** Decides what a run executes. Pure: the same input gives the same plan, in the same order. */
export function makePlan(
  catalogue: Catalogue,
  scenarios: readonly Named<Scenario>[],
  rules: readonly Named<Rule>[],
  selection: Selection,
): Plan {
  const wanted = (id: RequirementId) => {
    const requirement = catalogue.find(id);
    return selection.roles.includes(requirement.role) && selection.wantsRequirement(requirement);
  };
  const inReach = (scenario: Scenario) =>
    intrusivenessLevels.indexOf(scenario.intrusiveness ?? 'standard') <=
    intrusivenessLevels.indexOf(selection.intrusiveness);
  const chosen = scenarios.filter(
    ({ id, subject, judges }) =>
      selection.roles.includes(subject) && selection.wantsScenario(id) && judges.some(wanted),
  );
  const judged = (scenario: Scenario) => scenario.judges.filter(wanted).map((id) => catalogue.find(id));
  const ruled = rules.filter(({ id, judges }) => wanted(judges) && selection.wantsScenario(id));
  const ruledRequirements = ruled.map(({ judges }) => catalogue.find(judges));
  const carriers = carriersOf(ruledRequirements, scenarios, selection).filter((one) => !chosen.includes(one));
  const planned = [
    ...chosen.filter(inReach).flatMap((scenario) => executions(scenario, judged(scenario), selection)),
    ...carriers.filter(inReach).flatMap((scenario) => carry(scenario, ruledRequirements, selection)),
  ];
  const reached = new Set(planned.flatMap(({ judges }) => judges));
  return {
    scenarios: planned,
    rules: ruled.map((rule) => ({ rule, requirement: catalogue.find(rule.judges) })),
    covered: [...new Set([...chosen.flatMap(judged), ...ruled.map(({ judges }) => catalogue.find(judges))])],
    tooIntrusive: chosen
      .filter((scenario) => !inReach(scenario))
      .flatMap(judged)
      .filter((requirement) => !reached.has(requirement)),
  };
}

/**
 * The scenarios whose traffic selected rules need to see: those that are about the same role. Those asked for by
 * name are enough; without them a rule would have nothing to look at, or less than in a run of everything.
 */
function carriersOf(
  ruled: readonly Requirement[],
  scenarios: readonly Named<Scenario>[],
  { wantsScenario }: Selection,
): Named<Scenario>[] {
  const roles = new Set(ruled.map(({ role }) => role));
  return [...roles].flatMap((role) => {
    const about = scenarios.filter(({ subject }) => subject === role);
    const named = about.filter(({ id }) => wantsScenario(id));
    return named.length > 0 ? named : about;
  });
}

/** A scenario that is executed for its traffic alone. */
function carry(
  scenario: Named<Scenario>,
  ruled: readonly Requirement[],
  selection: Selection,
): PlannedScenario[] {
  const about = ruled.filter(({ role }) => role === scenario.subject);
  return executions(scenario, about, selection).map((execution) => ({ ...execution, judges: [] }));
}

function executions(
  scenario: Named<Scenario>,
  judges: readonly Requirement[],
  selection: Selection,
): PlannedScenario[] {
  const perMode =
    scenario.modes !== 'any' && (scenario.modes !== undefined || scenario.subject === 'authorization-server');
  const modes = perMode
    ? selection.modes.filter((mode) => scenario.modes === undefined || scenario.modes.includes(mode as never))
    : selection.modes.slice(0, 1);
  return revisionGroups(scenario, judges, selection.revisions).flatMap((group) =>
    modes.map((mode) => ({ scenario, mode, anyMode: !perMode, ...group })),
  );
}

/** The revisions to execute a scenario in: each one where it matters, else once for all where anything holds. */
function revisionGroups(
  scenario: Scenario,
  judges: readonly Requirement[],
  revisions: readonly Revision[],
): Pick<PlannedScenario, 'revision' | 'revisions' | 'judges'>[] {
  const perRevision = scenario.perRevision ?? scenario.subject !== 'authorization-server';
  if (perRevision) {
    return revisions.flatMap((revision) => {
      const holding = judges.filter((requirement) => holdsIn(requirement, revision));
      return holding.length === 0 ? [] : [{ revision, revisions: [revision], judges: holding }];
    });
  }
  // One execution serves all revisions whose newest holding revision is the same.
  const groups = new Map<Revision, Requirement[]>();
  for (const requirement of judges) {
    const revision = newestHolding(requirement, revisions);
    if (revision) groups.set(revision, [...(groups.get(revision) ?? []), requirement]);
  }
  return [...groups].map(([revision, holding]) => ({ revision, revisions, judges: holding }));
}
