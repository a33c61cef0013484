import type { Catalogue } from '../catalogue/catalogue.ts';
import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import type { RegistrationMode, Revision } from '../catalogue/vocabulary.ts';
import type { RuleOutcome } from './apply-rules.ts';
import type { Judgement } from './judgement.ts';
import type { ScenarioOutcome } from './outcome.ts';

/** The verdict on one requirement in one revision and mode. */
export interface MergedVerdict {
  readonly requirement: RequirementId;
  readonly revision: Revision;
  /** `null`: the same in every mode. */
  readonly mode: RegistrationMode | null;
  readonly source: { readonly kind: 'scenario' | 'rule'; readonly id: string };
  readonly judgement: Judgement;
  /** The failed requirement because of which this one says nothing. */
  readonly blockedBy: RequirementId | null;
}

/** From best to worst; what was not found out outranks what was found good. */
const severity = ['skip', 'pass', 'inconclusive', 'warn', 'fail'] as const;

/** Merges all judgements: for one requirement, revision and mode the worst verdict wins, then causes block consequences. */
export function mergeVerdicts(
  catalogue: Catalogue,
  outcomes: readonly ScenarioOutcome[],
  rules: readonly RuleOutcome[],
): MergedVerdict[] {
  const worst = new Map<string, MergedVerdict>();
  const add = (verdict: MergedVerdict) => {
    const key = `${verdict.requirement} ${verdict.revision} ${verdict.mode}`;
    const known = worst.get(key);
    if (!known || rank(verdict.judgement) > rank(known.judgement)) worst.set(key, verdict);
  };
  for (const verdict of outcomes.flatMap(verdictsOf)) add(verdict);
  for (const { rule, revision, mode, judgements } of rules) {
    for (const judgement of judgements) {
      const source = { kind: 'rule', id: rule.id } as const;
      add({ requirement: judgement.requirement, revision, mode, source, judgement, blockedBy: null });
    }
  }
  return foldModes(block(catalogue, [...worst.values()]));

  function verdictsOf(outcome: ScenarioOutcome): MergedVerdict[] {
    return outcome.judgements.flatMap((judgement) =>
      outcome.revisions
        .filter((revision) => catalogue.holds(judgement.requirement, revision))
        .map((revision) => ({
          requirement: judgement.requirement,
          revision,
          mode: outcome.anyMode ? null : outcome.mode,
          source: { kind: 'scenario', id: outcome.id } as const,
          judgement,
          blockedBy: null,
        })),
    );
  }
}

function rank({ verdict }: Judgement): number {
  return severity.indexOf(verdict);
}

/** Where a requirement was judged both by mode and for every mode alike, the latter joins each of the former. */
function foldModes(verdicts: readonly MergedVerdict[]): MergedVerdict[] {
  const byMode = verdicts.filter(({ mode }) => mode !== null);
  const alike = verdicts.filter(({ mode }) => mode === null);
  const folded = new Set<MergedVerdict>();
  const joined = byMode.map((verdict) => {
    const general = alike.find(
      ({ requirement, revision }) => requirement === verdict.requirement && revision === verdict.revision,
    );
    if (!general) return verdict;
    folded.add(general);
    return rank(general.judgement) > rank(verdict.judgement) ? { ...general, mode: verdict.mode } : verdict;
  });
  return [...joined, ...alike.filter((verdict) => !folded.has(verdict))];
}

/**
 * Replaces the verdicts of requirements that cannot be judged because another one fails. A lesser break
 * explains only what was not found out anyway: it never takes a verdict away.
 */
function block(catalogue: Catalogue, verdicts: readonly MergedVerdict[]): MergedVerdict[] {
  const broken = verdicts.filter(({ judgement }) => /^(fail|warn)$/.test(judgement.verdict));
  const isCause = (id: RequirementId, { revision, mode, judgement }: MergedVerdict) =>
    broken.some(
      (verdict) =>
        verdict.requirement === id &&
        (verdict.judgement.verdict === 'fail' || judgement.verdict === 'inconclusive') &&
        verdict.revision === revision &&
        (verdict.mode === null || mode === null || verdict.mode === mode),
    );
  return verdicts.map((verdict) => {
    if (verdict.judgement.verdict === 'skip') return verdict;
    const found = 'causes' in verdict.judgement ? (verdict.judgement.causes ?? []) : [];
    const candidates = [...causes(catalogue, verdict.requirement), ...found];
    const cause = candidates.find((id) => id !== verdict.requirement && isCause(id, verdict));
    if (!cause) return verdict;
    const reason = `blocked by ${cause}`;
    return {
      ...verdict,
      judgement: { ...verdict.judgement, verdict: 'inconclusive', reason },
      blockedBy: cause,
    };
  });
}

/** Everything that must hold before a requirement can be judged, the farthest cause first. */
function causes(catalogue: Catalogue, id: RequirementId): RequirementId[] {
  const direct = catalogue.find(id).dependsOn;
  return [...direct.flatMap((cause) => causes(catalogue, cause)), ...direct];
}
