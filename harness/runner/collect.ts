import type { Requirement } from '../catalogue/requirement.ts';
import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import { BugError } from '../define/error.ts';
import type { Judging } from '../define/scenario.ts';
import { decide, type Evidence, type Judgement, notApplicable, undecided } from './judgement.ts';

/** Takes what a scenario puts before the engine, and accounts for what it never did. */
export interface Collector extends Judging<RequirementId> {
  /** All judgements; a requirement that was never judged is undecided for `reason`. */
  readonly close: (reason: string | null, causes?: readonly RequirementId[]) => readonly Judgement[];
}

/** What may be said against judging at once, in words each. */
export interface Reservations {
  readonly refusesAll?: string | null;
  readonly goesOn?: string | null;
  readonly mayWait?: string | null;
  readonly neverServed?: string | null;
}

/**
 * Opens a collector for the requirements that a scenario declares; those not planned are dropped in silence.
 *
 * `refusesAll` is why controls are refused, where that is known. `goesOn` is why more may come of what is judged: then
 * only what must not have happened, and has, is decided. `mayWait` is why what is missing may still come, though nothing
 * goes on. `neverServed` is why a client gets through nowhere.
 */
export function openCollector(
  declared: readonly RequirementId[],
  planned: readonly Requirement[],
  { refusesAll = null, goesOn = null, mayWait = null, neverServed = null }: Reservations = {},
): Collector {
  const judgements: Judgement[] = [];
  const byId = new Map(planned.map((requirement) => [requirement.id, requirement]));
  const known = (id: RequirementId) => {
    if (!declared.includes(id)) throw new BugError(`A scenario judged ${id}, which it does not declare.`);
    return byId.get(id);
  };
  const each = (ids: RequirementId | readonly RequirementId[], make: (id: RequirementId) => Judgement) => {
    for (const id of [ids].flat() as RequirementId[]) if (known(id)) judgements.push(make(id));
  };
  return {
    judge: (id, evidence) => {
      const requirement = known(id);
      if (!requirement) return;
      const judgement = decide(id, requirement.level, evidence as unknown as Evidence, refusesAll);
      const isBroken = /^(fail|warn)$/.test(judgement.verdict);
      const stuck = evidence.expect.takesService ? neverServed : null;
      const open = isBroken ? (evidence.expect.negative ? null : (goesOn ?? mayWait ?? stuck)) : goesOn;
      judgements.push(open === null ? judgement : undecided(id, open));
    },
    doesNotApply: (ids, because) =>
      each(ids, (id) => (goesOn === null ? notApplicable(id, because) : undecided(id, goesOn))),
    cannotTell: (ids, because, causes) => each(ids, (id) => undecided(id, goesOn ?? because, causes)),
    close: (reason, causes = []) => {
      const judged = new Set(judgements.map(({ requirement }) => requirement));
      const left = planned.filter(({ id }) => !judged.has(id));
      const ended = reason ? voidPasses(judgements, reason, causes) : judgements;
      return [
        ...ended,
        ...left.map(({ id }) => undecided(id, reason ?? 'the scenario ended before judging it', causes)),
      ];
    },
  };
}

/** A scenario that ended early may not have made the request that would have failed: its passes do not stand. */
function voidPasses(
  judgements: readonly Judgement[],
  reason: string,
  causes: readonly RequirementId[],
): Judgement[] {
  return judgements.map((judgement) =>
    judgement.verdict === 'pass' ? { ...judgement, verdict: 'inconclusive', reason, causes } : judgement,
  );
}
