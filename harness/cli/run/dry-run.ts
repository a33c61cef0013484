import { planRun } from '../../runner/run.ts';
import type { ResolvedRun } from './resolve.ts';

/** Prints what a run would judge and touch, and does none of it. */
export async function printDryRun(run: ResolvedRun): Promise<number> {
  const plan = await planRun(run);
  for (const { scenario, revision, mode, anyMode, judges } of plan.scenarios) {
    const where = [revision, anyMode ? 'any mode' : mode].join(', ');
    const judged = judges.map(({ id }) => id).join(' ') || 'for its exchanges, which rules look at';
    console.log(`${scenario.id}  (${where})\n    ${judged}`);
  }
  for (const { rule, requirement } of plan.rules) console.log(`${rule.id}\n    ${requirement.id}`);
  const registers = run.modes.includes('dynamic')
    ? 'registers clients (removed in the end where the provider allows), '
    : '';
  console.log(
    `\n${plan.scenarios.length} scenarios and ${plan.rules.length} rules judge ${plan.covered.length} requirements.` +
      `\nIntrusiveness ${run.intrusiveness}: ${registers}signs users in, and gets tokens for ${run.definition.name}.`,
  );
  return 0;
}
