import { loadCatalogue } from '../../catalogue/catalogue.ts';
import { type RegistrationMode, type Revision, revisions } from '../../catalogue/vocabulary.ts';
import type { TokenSource } from '../../define/resource-probe.ts';
import type { Scenario } from '../../define/scenario.ts';
import { notToldApart } from '../../runner/apply-rules.ts';
import type { Reservations } from '../../runner/collect.ts';
import { judgeRecording } from '../../runner/judge-recording.ts';
import type { Judgement } from '../../runner/judgement.ts';
import { undecided } from '../../runner/judgement.ts';
import type { ScenarioOutcome } from '../../runner/outcome.ts';
import type { Named } from '../../runner/plan.ts';
import type { NamedFault } from '../../testbed/fault-registry.ts';
import type { Setup } from '../../testbed/setup.ts';
import type { Exchange } from '../../trace/exchange.ts';
import { partOf, type Recorded } from '../../trace/trace.ts';
import { flowOutcome } from '../live-report.ts';
import { whyItGoesOn, whyItMayWait } from './at-rest.ts';
import { attemptsIn, heldByAttempts } from './attempts.ts';
import { type Portrait, portraitOf } from './portrait.ts';
import type { Visit } from './tell-apart.ts';
import { hostedProvider, hostedResource, knownOnly, visitor } from './visitor.ts';

/** What a visit is judged with. */
export interface VisitGround {
  readonly setup: Setup;
  /** Faults of the parts that the client met. */
  readonly faults: readonly NamedFault[];
  readonly scenarios: readonly Named<Scenario>[];
  readonly secrets: Recorded['secrets'];
  /** Clients that registered themselves here, now or before. */
  readonly registered: ReadonlySet<string>;
  /** How clients register here, for one that has not said yet. */
  readonly mode: RegistrationMode;
  /** Names of clients that identified themselves by a document on an earlier visit: they have one. */
  readonly documented: ReadonlySet<string>;
}

/** A visit, judged by the scenarios whose stage was set. */
export interface JudgedVisit {
  readonly portrait: Portrait;
  /** Why more may come, or `null` once the client has come to rest. */
  readonly goesOn: string | null;
  readonly outcome: ScenarioOutcome;
}

/** A visit as a flow, for rules and reports; its `id` is the scenario's. */
export function visitFlow(
  { arrivals, unsure }: Visit,
  id: string,
  { setup, secrets, registered, documented, mode }: Omit<VisitGround, 'faults' | 'scenarios'>,
): { readonly portrait: Portrait; readonly outcome: ScenarioOutcome } {
  const trace = partOf(
    { secrets },
    arrivals.map(({ exchange }) => exchange),
  );
  const portrait = portraitOf(trace.exchanges, registered);
  const began = Date.parse(trace.exchanges[0]?.startedAt ?? '');
  const flow = flowOutcome({
    id,
    title: `${portrait.name} connects.`,
    trace,
    revision: portrait.revision ?? assumedRevision(trace.exchanges, setup.revision),
    mode: documented.has(portrait.name) ? 'metadata-document' : (portrait.mode ?? mode),
    startedAt: performance.now() - (Date.now() - began),
    resourceUrl: setup.resource.url,
    issuer: setup.provider.issuer,
  });
  return { portrait, outcome: { ...flow, unsure, mayRemember: true } };
}

/** Who says no version in its requests does not speak 2026-07-28, where every request has one. */
function assumedRevision(exchanges: readonly Exchange[], newest: Revision): Revision {
  const hasSpoken = exchanges.some(({ kind, from }) => kind === 'mcp' && from === 'client');
  const dated = revisions.findLast((revision) => revision !== '2026-07-28' && revision <= newest);
  return hasSpoken ? (dated ?? newest) : newest;
}

/** Judges a visit by every scenario whose stage is what the client met; `now` in milliseconds since 1970. */
export async function judgeVisit(
  visit: Visit,
  id: string,
  ground: VisitGround,
  now = Date.now(),
): Promise<JudgedVisit> {
  const { portrait, outcome } = visitFlow(visit, id, ground);
  const { exchanges } = outcome.trace;
  const goesOn = whyItGoesOn(exchanges, now);
  const mayWait = whyItMayWait(exchanges);
  const judged = await judgeByStage(outcome, { goesOn, mayWait }, ground);
  const judgements = visit.unsure.size === 0 ? judged : judged.map(inDoubt);
  return { portrait, goesOn, outcome: { ...outcome, judgements } };
}

async function judgeByStage(
  outcome: ScenarioOutcome,
  reservations: Reservations,
  ground: VisitGround,
): Promise<Judgement[]> {
  const { trace, mode } = outcome;
  const attempts = attemptsIn(trace.exchanges).map((exchanges) => partOf(trace, exchanges));
  const judged = ground.scenarios
    .filter((scenario) => isSetFor(scenario, ground.faults) && worksIn(scenario, mode))
    .map(async (scenario) => {
      const judge = (part: Recorded) =>
        judgeOnce(scenario, { ...outcome, trace: part }, reservations, ground.setup);
      const whole = await judge(trace);
      if (attempts.length === 1 || scenario.comparesSignIns) return whole;
      return heldByAttempts(whole, await Promise.all(attempts.map(judge)));
    });
  return (await Promise.all(judged)).flat();
}

async function judgeOnce(
  scenario: Named<Scenario>,
  { trace, revision, mode }: ScenarioOutcome,
  reservations: Reservations,
  setup: Setup,
): Promise<readonly Judgement[]> {
  const catalogue = loadCatalogue();
  const context = {
    revision,
    mode,
    trace,
    client: visitor(trace, setup),
    provider: hostedProvider(setup),
    resource: hostedResource(setup),
    tokens: knownOnly<TokenSource>({}),
  } as const;
  const planned = scenario.judges.filter((id) => catalogue.holds(id, revision)).map(catalogue.find);
  return judgeRecording(scenario, planned, { setup, context, ...reservations });
}

/** Whether the stage of a scenario about clients is set: its faults are on, and no others. */
export function isSetFor({ subject, faults: wanted }: Scenario, faults: readonly NamedFault[]): boolean {
  const on = faults.filter(({ role }) => role !== 'client').map(({ id }) => id);
  return subject === 'client' && on.length === wanted.length && wanted.every((id) => on.includes(id));
}

/** Whether a scenario says something of clients that register in a mode. */
export function worksIn({ modes = 'any' }: Scenario, mode: RegistrationMode): boolean {
  return modes === 'any' || modes.includes(mode);
}

function inDoubt(judgement: Judgement): Judgement {
  return judgement.verdict === 'skip' ? judgement : undecided(judgement.requirement, notToldApart);
}
