import { holdsIn } from '../catalogue/catalogue.ts';
import type { Requirement } from '../catalogue/requirement.ts';
import type { RegistrationMode, Revision, Role } from '../catalogue/vocabulary.ts';
import type { Rule, TraceView } from '../define/rule.ts';
import { decide, type Judgement, notApplicable, undecided } from './judgement.ts';
import type { ScenarioOutcome } from './outcome.ts';
import type { Named } from './plan.ts';

/** A rule's verdicts in one revision and mode. */
export interface RuleOutcome {
  readonly rule: Named<Rule>;
  readonly revision: Revision;
  readonly mode: RegistrationMode | null;
  readonly judgements: readonly Judgement[];
}

/**
 * Lets every rule look at every trace of the revision and mode; pure over recorded data. In a shard, a rule that has
 * nothing to look at says nothing: another shard has its exchanges.
 */
export function applyRules(
  rules: readonly { readonly rule: Named<Rule>; readonly requirement: Requirement }[],
  outcomes: readonly ScenarioOutcome[],
  revisions: readonly Revision[],
  isShard = false,
): RuleOutcome[] {
  return rules.flatMap(({ rule, requirement }) =>
    revisions
      .filter((revision) => holdsIn(requirement, revision))
      .flatMap((revision) =>
        columns(requirement, revision, outcomes).map((column) => apply(rule, requirement, column, isShard)),
      ),
  );
}

interface Column {
  readonly revision: Revision;
  readonly mode: RegistrationMode | null;
  readonly outcomes: readonly ScenarioOutcome[];
}

/**
 * Whether a scenario's situation was made with the part that a requirement is about. An MCP server that lies may
 * have led the client to another authorization server than the one under test.
 */
function isMisled({ role }: Requirement, { faultyCounterparts }: ScenarioOutcome): boolean {
  const liars: readonly Role[] = role === 'authorization-server' ? [role, 'resource-server'] : [role];
  return liars.some((liar) => faultyCounterparts.includes(liar));
}

/** An authorization server may answer differently by registration mode; the other roles do not know it. */
function columns(
  requirement: Requirement,
  revision: Revision,
  outcomes: readonly ScenarioOutcome[],
): Column[] {
  const seen = outcomes.filter(
    (outcome) =>
      outcome.revisions.includes(revision) &&
      // What was exchanged in a revision that does not know the requirement says nothing about it.
      holdsIn(requirement, outcome.revision) &&
      !isMisled(requirement, outcome),
  );
  if (requirement.role !== 'authorization-server') return [{ revision, mode: null, outcomes: seen }];
  const modes = [...new Set(seen.map(({ mode }) => mode))];
  return modes.map((mode) => ({ revision, mode, outcomes: seen.filter((outcome) => outcome.mode === mode) }));
}

function apply(rule: Named<Rule>, requirement: Requirement, column: Column, isShard: boolean): RuleOutcome {
  const judgements = column.outcomes.flatMap((outcome) =>
    examine(rule, requirement, column.revision, outcome),
  );
  // What was not seen because flows could not be walked may well exist.
  const causes = column.outcomes.flatMap((outcome) => outcome.causes);
  const none =
    rule.otherwise && causes.length === 0
      ? notApplicable(requirement.id, rule.otherwise)
      : undecided(requirement.id, 'no exchange that the rule looks at was recorded', causes);
  return {
    rule,
    revision: column.revision,
    mode: column.mode,
    judgements: judgements.length > 0 || isShard ? judgements : [none],
  };
}

/** Why what two clients did at once is held against neither. */
export const notToldApart = 'two clients that look alike were at work at once, and it may be of either';

function examine(
  rule: Named<Rule>,
  { id, level }: Requirement,
  revision: Revision,
  { trace, resourceUrl, issuer, unsure = new Set(), mayRemember = false }: ScenarioOutcome,
): Judgement[] {
  const view: TraceView = {
    exchanges: trace.exchanges,
    secrets: trace.secrets.facts,
    revision,
    resourceUrl,
    issuer,
    mayRemember,
  };
  try {
    return rule.examine(view).map((finding) => {
      const judgement = decide(id, level, finding);
      const isUnsure = judgement.evidence.some((exchange) => unsure.has(exchange));
      return isUnsure ? undecided(id, notToldApart) : judgement;
    });
  } catch (error) {
    return [undecided(id, `the rule ${rule.id} broke: ${String(error)}`)];
  }
}
