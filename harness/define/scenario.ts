import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import type { Intrusiveness, RegistrationMode, Revision, Role } from '../catalogue/vocabulary.ts';
import type { Recorded } from '../trace/trace.ts';
import type { ClientProbe } from './client-probe.ts';
import type { Expectation } from './expectation.ts';
import type { Observable, Observation } from './observation.ts';
import type { ProviderProbe } from './provider-probe.ts';
import type { ResourceProbe, TokenSource } from './resource-probe.ts';

/**
 * What a scenario cannot do without. Where it is missing the engine decides what that means:
 * a capability that is not declared is `skip`, a set-up that lacks something is `inconclusive`.
 */
export type Need =
  | 'sign-in'
  | 'public-client'
  | 'confidential-client'
  | 'dynamic-registration'
  | 'metadata-documents'
  | 'two-users'
  | 'mint'
  | 'resource'
  | 'elevated-scope'
  | 'scope-hierarchy'
  | 'sessions'
  | 'handles'
  | 'round-trips';

/** The questions an author may put to the engine; none of them names a verdict. */
export interface Judging<Id extends RequirementId> {
  /**
   * Puts evidence before the engine. `control` is the same request without the defect: whatever `expect`s
   * something *not* to happen needs one, and is inconclusive when it was not accepted.
   */
  readonly judge: <Observed extends Observable>(
    requirement: Id,
    evidence: {
      readonly control?: Observable;
      readonly observed: Observed;
      readonly expect: Expectation<Observed extends Observation ? Observed : Observation>;
    },
  ) => void;
  /** The requirement is about something that this subject does not have or do. */
  readonly doesNotApply: (requirement: Id | readonly Id[], because: string) => void;
  /**
   * The requirement applies, but this run cannot show whether it holds. `causes` are requirements of which one,
   * if it is broken, is the reason.
   */
  readonly cannotTell: (
    requirement: Id | readonly Id[],
    because: string,
    causes?: readonly RequirementId[],
  ) => void;
}

export interface ScenarioContext<Id extends RequirementId> extends Judging<Id> {
  readonly revision: Revision;
  readonly mode: RegistrationMode;
  readonly provider: ProviderProbe;
  readonly resource: ResourceProbe;
  readonly client: ClientProbe;
  readonly tokens: TokenSource;
  readonly trace: Recorded;
  /** Rejects when the scenario's time is up. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** What all scenarios of a file share. */
interface ScenarioFrame {
  /** One plain sentence on what the scenario does. */
  readonly title: string;
  readonly subject: Role;
  readonly needs?: readonly Need[];
  /** Registration modes in which it says something of its own; every mode when left out. `'any'`: once, whatever the mode. */
  readonly modes?: readonly RegistrationMode[] | 'any';
  /**
   * Requirements that only who hears what the client tells its user, sees all that it sends, or has it take single steps
   * can say are kept.
   */
  readonly hears?: readonly RequirementId[];
  /**
   * Requirements that hold only beside a control, which takes the token of a sign-in. A look from outside leaves them out:
   * it could do no more than find them broken, and not tell whom the server means to let in.
   */
  readonly controls?: readonly RequirementId[];
  /** Whether it is about how sign-ins differ; else each is judged for itself where a client's user makes several. */
  readonly comparesSignIns?: boolean;
  /** How far it goes; `standard` when left out. */
  readonly intrusiveness?: Intrusiveness;
  /** Whether it behaves differently from one revision to the next; by default only an authorization server's does not. */
  readonly perRevision?: boolean;
  /** Milliseconds for the whole scenario. */
  readonly timeoutMs?: number;
}

export interface Scenario<Id extends RequirementId = RequirementId> extends ScenarioFrame {
  readonly judges: readonly Id[];
  /** Faults of the counterparts that make the situation; only where the subject is a client. */
  readonly faults: readonly string[];
  readonly run: (context: ScenarioContext<Id>) => Promise<void>;
}

/** Declares one scenario; its id is the path of its file. */
export function defineScenario<const Id extends RequirementId>(
  scenario: ScenarioFrame & {
    readonly judges: readonly Id[];
    readonly faults?: readonly string[];
    readonly run: (context: ScenarioContext<Id>) => Promise<void>;
  },
): Scenario<Id> {
  return Object.freeze({ faults: [], ...scenario });
}

/** One variant of a script; its id is the file's followed by `name`, or by the fault's id. */
export interface ScenarioRow<Id extends RequirementId = RequirementId> {
  readonly name?: string;
  readonly title?: string;
  readonly judges: Id | readonly Id[];
  readonly faults?: string | readonly string[];
}

export interface ScenarioRows {
  readonly rows: readonly (Scenario & { readonly name: string })[];
}

/** Declares several scenarios that share a script and differ by a row of data. */
export function defineScenarios<
  const Id extends RequirementId,
  const Row extends ScenarioRow<Id> & Readonly<Record<string, unknown>>,
>(
  group: ScenarioFrame & {
    readonly rows: readonly Row[];
    readonly run: (context: ScenarioContext<RequirementId> & { readonly row: Row }) => Promise<void>;
  },
): ScenarioRows {
  const { rows, run, ...frame } = group;
  return Object.freeze({
    rows: rows.map((row) => {
      const faults = [row.faults ?? []].flat() as string[];
      return Object.freeze({
        ...frame,
        title: row.title ?? frame.title,
        name: row.name ?? faults[0] ?? [row.judges].flat()[0] ?? '',
        judges: [row.judges].flat() as RequirementId[],
        faults,
        run: (context: ScenarioContext<RequirementId>) => run({ ...context, row }),
      });
    }),
  });
}
