import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import { BugError } from '../define/error.ts';
import type { ScenarioContext } from '../define/scenario.ts';
import type { SignInDriver } from '../sign-in/driver.ts';
import type { NamedFault } from '../testbed/fault-registry.ts';
import { Blocked } from '../testbed/setup.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { Trace } from '../trace/trace.ts';
import { openCollector } from './collect.ts';
import { type Judgement, notApplicable, undecided } from './judgement.ts';
import { firstUnmet } from './needs.ts';
import type { ScenarioOutcome } from './outcome.ts';
import type { PlannedScenario } from './plan.ts';

/** Milliseconds a scenario may take when it does not say. */
const scenarioBudgetMs = 30_000;

/** How much longer a scenario may take with each way to sign in: browsers are slow, and people slower. */
const patience: Readonly<Record<SignInDriver['name'], number>> = {
  form: 1,
  none: 1,
  custom: 6,
  browser: 6,
  manual: 40,
};

export interface ScenarioRun {
  readonly planned: PlannedScenario;
  readonly testbed: Testbed;
  /** Faults of the client itself. */
  readonly clientFaults: readonly NamedFault[];
  /** Faults of counterparts that make the scenario's situation. */
  readonly counterpartFaults: readonly NamedFault[];
  readonly trace: Trace;
  readonly signal: AbortSignal;
  /** Why the MCP server refuses every token, where that is known. */
  readonly refusesAll: string | null;
  /** Why the client gets through nowhere, where that is known. */
  readonly neverServed: string | null;
}

/** Executes one scenario; whatever goes wrong ends up in the outcome, never as a rejection. */
export async function runScenario(run: ScenarioRun): Promise<ScenarioOutcome> {
  const started = performance.now();
  const ended = await execute(run);
  const { planned, testbed, trace } = run;
  const { scenario, revision, revisions, mode, anyMode } = planned;
  return {
    id: scenario.id,
    title: scenario.title,
    subject: scenario.subject,
    revision,
    revisions,
    mode,
    anyMode,
    durationMs: Math.round(performance.now() - started),
    trace,
    ...ended,
    faultyCounterparts: run.counterpartFaults.map(({ role }) => role),
    resourceUrl: testbed.setup.resource.url,
    issuer: testbed.setup.provider.issuer,
  };
}

type Ending = Pick<ScenarioOutcome, 'judgements' | 'error' | 'isBug' | 'causes' | 'client'>;

async function execute(run: ScenarioRun): Promise<Ending> {
  const { planned, testbed, clientFaults, trace, signal, refusesAll, neverServed } = run;
  const { scenario, judges, mode, revision } = planned;
  const unmet = firstUnmet(scenario.needs ?? [], testbed.setup, mode);
  if (unmet) {
    const make = unmet.kind === 'capability' ? notApplicable : undecided;
    return {
      judgements: judges.map(({ id }) => make(id, unmet.reason)),
      error: '',
      isBug: false,
      causes: [],
    };
  }
  const collector = openCollector(scenario.judges, judges, { refusesAll, neverServed });
  // A client that is a command may be run twice, and ends by itself.
  const clientMs = 2 * (testbed.setup.clientMs ?? 0);
  const budgetMs = (scenario.timeoutMs ?? scenarioBudgetMs) * patience[testbed.setup.driver.name] + clientMs;
  const budget = AbortSignal.any([signal, AbortSignal.timeout(budgetMs)]);
  const probes = await testbed
    .probes(trace, mode, clientFaults, scenario.id)
    .catch((error: unknown) => error as Error);
  if (probes instanceof Error) return early(collector.close, probes, signal);
  const { close: _, ...judging } = collector;
  const context: ScenarioContext<RequirementId> = {
    ...judging,
    ...probes,
    revision,
    mode,
    trace,
    sleep: (milliseconds) => sleep(milliseconds, budget),
  };
  const ended = () => {
    const ending = probes.client.ending?.() ?? null;
    return ending === null ? {} : { client: ending };
  };
  try {
    await Promise.race([scenario.run(context), rejectOnAbort(budget)]);
    return { judgements: collector.close(null), error: '', isBug: false, causes: [], ...ended() };
  } catch (error) {
    return { ...early(collector.close, error, signal), ...ended() };
  } finally {
    await probes.close();
  }
}

/** What a scenario that ended early leaves behind: no pass, and the reason. */
function early(
  close: (reason: string, causes: readonly RequirementId[]) => readonly Judgement[],
  thrown: unknown,
  signal: AbortSignal,
): Ending {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const expected = error instanceof Blocked || error.name === 'TimeoutError' || signal.aborted;
  const reason = signal.aborted
    ? whyStopped(signal)
    : error.name === 'TimeoutError'
      ? 'the time budget of the scenario ran out'
      : expected
        ? error.message
        : `the scenario broke off: ${error.message}`;
  const causes = error instanceof Blocked ? error.causes : [];
  return {
    judgements: close(reason, causes),
    causes,
    error: expected ? reason : (error.stack ?? reason),
    isBug: !expected || error instanceof BugError,
  };
}

function whyStopped({ reason }: AbortSignal): string {
  const isTime = (reason as { name?: unknown } | null)?.name === 'TimeoutError';
  return isTime ? 'the time for all that is asked of it ran out' : 'the run was interrupted';
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}
