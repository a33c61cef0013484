import type { Requirement } from '../catalogue/requirement.ts';
import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import type { Scenario, ScenarioContext } from '../define/scenario.ts';
import { Blocked, type Setup } from '../testbed/setup.ts';
import { openCollector, type Reservations } from './collect.ts';
import { type Judgement, notApplicable, undecided } from './judgement.ts';
import { firstUnmet } from './needs.ts';
import type { Named } from './plan.ts';

/** What the script of a scenario works with where nothing is left to be done. */
export type RecordedContext = Omit<
  ScenarioContext<RequirementId>,
  'judge' | 'doesNotApply' | 'cannotTell' | 'sleep'
>;

/**
 * Lets a scenario judge what was recorded: its script runs with probes that have done already whatever they are asked
 * to do.
 */
export async function judgeRecording(
  scenario: Named<Scenario>,
  planned: readonly Requirement[],
  { setup, context, ...reservations }: { setup: Setup; context: RecordedContext } & Reservations,
): Promise<readonly Judgement[]> {
  const unmet = firstUnmet(scenario.needs ?? [], setup, context.mode);
  if (unmet) {
    const make = unmet.kind === 'capability' ? notApplicable : undecided;
    return planned.map(({ id }) => make(id, unmet.reason));
  }
  const { close, ...judging } = openCollector(scenario.judges, planned, reservations);
  try {
    await scenario.run({ ...context, ...judging, sleep: async () => undefined });
    return close(null);
  } catch (error) {
    return close((error as Error).message, error instanceof Blocked ? error.causes : []);
  }
}
