import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import type { RegistrationMode, Revision, Role } from '../catalogue/vocabulary.ts';
import type { ClientEnding } from '../define/client-probe.ts';
import type { Recorded } from '../trace/trace.ts';
import type { Judgement } from './judgement.ts';

/** What one execution of a scenario left behind. */
export interface ScenarioOutcome {
  readonly id: string;
  readonly title: string;
  readonly subject: Role;
  readonly revision: Revision;
  readonly revisions: readonly Revision[];
  readonly mode: RegistrationMode;
  readonly anyMode: boolean;
  readonly durationMs: number;
  readonly trace: Recorded;
  readonly judgements: readonly Judgement[];
  /** Why it ended early, or ''. */
  readonly error: string;
  /** Requirements that, if one of them is broken, are why it ended early. */
  readonly causes: readonly RequirementId[];
  /** Whether the harness itself broke, rather than the subject or the set-up. */
  readonly isBug: boolean;
  /** Roles whose part had faults switched on in this scenario: rules do not judge them here. */
  readonly faultyCounterparts: readonly Role[];
  /** Ids of exchanges that may belong to another flow: nothing is held against anybody because of them. */
  readonly unsure?: ReadonlySet<string>;
  /** Whether the client may have been here before, and have tokens from then. */
  readonly mayRemember?: boolean;
  /** How a client that is a program ended, and what it wrote last. */
  readonly client?: ClientEnding;
  readonly resourceUrl: string;
  readonly issuer: string;
}
