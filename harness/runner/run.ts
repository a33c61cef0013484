import { loadCatalogue } from '../catalogue/catalogue.ts';
import type { RegistrationMode, Role } from '../catalogue/vocabulary.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import type { Report, ReportPlace, ReportSubject } from '../report/schema.ts';
import type { SignInDriver } from '../sign-in/driver.ts';
import { type CommandUnderTest, readyCommand } from '../testbed/command-probe.ts';
import { loadFaults, type NamedFault } from '../testbed/fault-registry.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { Trace } from '../trace/trace.ts';
import { applyRules } from './apply-rules.ts';
import { assembleReport, type FinishedRun } from './assemble-report.ts';
import type { Accounted } from './baseline.ts';
import { cleanUp } from './clean-up.ts';
import { checkClient } from './client-preflight.ts';
import { mergeVerdicts } from './merge.ts';
import { noticesOf, untrusted } from './notices.ts';
import type { ScenarioOutcome } from './outcome.ts';
import { openPace } from './pace.ts';
import { makePlan, type Plan, type PlannedScenario, type Selection } from './plan.ts';
import { type PreflightStep, preflight } from './preflight.ts';
import { type Preparation, prepareProvider } from './prepare.ts';
import { loadRules, loadScenarios } from './registry.ts';
import { runScenario, type ScenarioRun } from './run-scenario.ts';
import { runConcurrently } from './schedule.ts';
import { openTestbedPool, type TestbedPool } from './testbed-pool.ts';

export interface RunOptions extends Selection {
  readonly definition: ProviderDefinition<string>;
  readonly serverUrl?: string | undefined;
  /** Which of the MCP servers that the definition brings along; none: the reference server. */
  readonly serverVariant?: string | undefined;
  readonly driver: SignInDriver;
  /** A client under test that is a command; the reference client when left out. */
  readonly client?: Omit<CommandUnderTest, 'openers'> | undefined;
  /** Faults of the subjects themselves. */
  readonly faults: readonly NamedFault[];
  readonly concurrency: number;
  /** Milliseconds for one exchange. */
  readonly timeoutMs: number;
  readonly baseline: readonly Accounted[];
  readonly strict: boolean;
  readonly showSecrets: boolean;
  readonly preflightOnly: boolean;
  readonly shard?: { readonly index: number; readonly of: number } | undefined;
  readonly signal: AbortSignal;
  readonly version: string;
  /** The command line as typed, for the report. */
  readonly command: string;
  /** Arguments of `run` that a rerun of one requirement repeats. */
  readonly reproduceBase: readonly string[];
  /** Where it is written down what is judged. */
  readonly place?: ReportPlace | null;
  /** The file that options were read from, and those of them that took effect. */
  readonly configuration?: Report['configuration'];
  /** Whether everything that applies is asked for; true when left out. */
  readonly whole?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** Testbeds to use, of a caller who runs several times and closes them; the run opens its own when left out. */
  readonly testbeds?: TestbedPool;
}

/** What is going on, for a progress line. */
export type Progress =
  | { readonly kind: 'preflight'; readonly steps: readonly PreflightStep[] }
  | { readonly kind: 'planned'; readonly scenarios: number; readonly requirements: number }
  | { readonly kind: 'started'; readonly scenario: string }
  | { readonly kind: 'finished'; readonly scenario: string; readonly done: number; readonly of: number };

/** Plans what a run would execute, without executing it. */
export async function planRun(selection: Selection & Pick<RunOptions, 'shard'>): Promise<Plan> {
  const [scenarios, rules] = await Promise.all([loadScenarios(), loadRules()]);
  return shardOf(makePlan(loadCatalogue(), scenarios, rules, selection), selection.shard);
}

/** Executes a run and makes its report. Rejects only for what makes a report impossible. */
export async function run(options: RunOptions): Promise<Report> {
  return assembleReport(await perform(options));
}

/** Executes a run and answers with all it found out, for those who make more of it than a report. */
export async function perform(asked: RunOptions): Promise<FinishedRun> {
  const preparation = await prepareProvider(asked.definition, asked.modes, asked.signal);
  try {
    return await performPrepared({ ...asked, definition: preparation.definition }, preparation);
  } finally {
    await preparation.end();
  }
}

async function performPrepared(asked: RunOptions, preparation: Preparation): Promise<FinishedRun> {
  const startedAt = new Date();
  const started = performance.now();
  const catalogue = loadCatalogue();
  let options = asked;
  const { requestsPerSecond } = options.definition;
  const gate = requestsPerSecond === undefined ? undefined : openPace(requestsPerSecond);
  const client = options.client && readyCommand(options.client);
  const pool = options.testbeds ?? openTestbedPool({ ...options, client, gate });
  const endSignIn = () => void options.driver.close?.().catch(() => undefined);
  options.signal.addEventListener('abort', endSignIn, { once: true });
  try {
    const [newest] = options.revisions.toReversed();
    const trace = new Trace({ idPrefix: 'preflight.', showSecrets: options.showSecrets });
    // The preflight looks at the provider, so only the provider's own faults are on.
    const providerFaults = options.faults.filter(({ role }) => role === 'authorization-server');
    const first = await pool.get(newest ?? '2026-07-28', providerFaults);
    const mode = options.modes[0] ?? 'dynamic';
    const steps = await preflight(first, mode, trace);
    const checked = client && (await checkClient(pool, client, { mode, revisions: options.revisions }));
    steps.push(...(checked?.steps ?? []));
    options = { ...options, revisions: checked?.revisions ?? options.revisions };
    const plan = await planRun(options);
    options.onProgress?.({ kind: 'preflight', steps });
    const stop = options.preflightOnly || steps.some(({ fatal }) => fatal) || options.signal.aborted;
    const outcomes = stop ? [] : await execute(plan, pool, options, knownBefore(options, steps));
    const rules = stop
      ? []
      : applyRules(plan.rules, outcomes, options.revisions, options.shard !== undefined);
    return {
      ...options,
      catalogue,
      startedAt,
      durationMs: Math.round(performance.now() - started),
      interrupted: options.signal.aborted,
      provider: options.definition.name,
      subjects: describeSubjects(options, first),
      notices: [...noticesOf(options, steps), ...(checked?.notices ?? [])],
      notes: options.definition.notes ?? [],
      incidents: (await pool.opened()).flatMap((testbed) => testbed.incidents()),
      preflight: { steps, trace },
      cleanup: await cleanUp(await pool.opened(), preparation),
      plan: stop ? { ...plan, covered: [] } : plan,
      outcomes,
      verdicts: mergeVerdicts(catalogue, outcomes, rules),
    };
  } catch (error) {
    if (!options.testbeds) await cleanUp(await pool.opened(), preparation).catch(() => null);
    throw error;
  } finally {
    options.signal.removeEventListener('abort', endSignIn);
    client?.openers.remove();
    await options.driver.close?.();
    if (!options.testbeds) await pool[Symbol.asyncDispose]();
  }
}

function shardOf(plan: Plan, shard: RunOptions['shard']): Plan {
  if (!shard) return plan;
  return { ...plan, scenarios: plan.scenarios.filter((_, index) => index % shard.of === shard.index - 1) };
}

async function execute(
  plan: Plan,
  pool: TestbedPool,
  options: RunOptions,
  known: KnownBefore,
): Promise<ScenarioOutcome[]> {
  const requirements = new Set(plan.scenarios.flatMap(({ judges }) => judges)).size;
  options.onProgress?.({ kind: 'planned', scenarios: plan.scenarios.length, requirements });
  let done = 0;
  const jobs = plan.scenarios.map((planned, index) => ({ planned, index }));
  return runConcurrently(jobs, options.concurrency, options.signal, async ({ planned, index }) => {
    options.onProgress?.({ kind: 'started', scenario: planned.scenario.id });
    const trace = new Trace({ idPrefix: `${index}.`, showSecrets: options.showSecrets });
    const outcome = await executeOne(planned, trace, pool, options, known);
    done += 1;
    options.onProgress?.({ kind: 'finished', scenario: planned.scenario.id, done, of: jobs.length });
    return outcome;
  });
}

/** What the preflight found out that makes judgements of scenarios say less. */
type KnownBefore = Pick<ScenarioRun, 'refusesAll' | 'neverServed'>;

function knownBefore(options: RunOptions, steps: readonly PreflightStep[]): KnownBefore {
  const isServed = steps.every(({ step, ok }) => step !== 'command' || ok);
  const neverServed = isServed ? null : 'the client is not served where nothing is peculiar either';
  return { refusesAll: untrusted(options, steps), neverServed };
}

async function executeOne(
  planned: PlannedScenario,
  trace: Trace,
  pool: TestbedPool,
  options: RunOptions,
  known: KnownBefore,
): Promise<ScenarioOutcome> {
  const { scenario, revision } = planned;
  const own = options.faults.filter(({ role }) => role === scenario.subject);
  const counterpartFaults = await loadFaults(scenario.faults);
  await using testbed = await pool.borrow(revision, [...own, ...counterpartFaults], trace);
  const clientFaults = own.filter(({ role }) => role === 'client');
  const { signal } = options;
  return await runScenario({ planned, testbed, clientFaults, counterpartFaults, trace, signal, ...known });
}

function describeSubjects(options: RunOptions, { setup }: Testbed): Partial<Record<Role, ReportSubject>> {
  const { definition, issuer } = setup.provider;
  const all: Record<Role, ReportSubject> = {
    'authorization-server': { name: definition.name, issuer },
    'resource-server': {
      name: setup.resource.name,
      url: setup.resource.url,
    },
    client: { name: options.client?.command ?? 'reference client' },
  };
  return Object.fromEntries(options.roles.map((role) => [role, all[role]]));
}

/** The registration modes that a provider offers, the preferred one first. */
export function offeredModes(definition: ProviderDefinition<string>): RegistrationMode[] {
  const { dynamic, static: byHand, metadataDocument } = definition.registration;
  return [
    ...(dynamic === true ? (['dynamic'] as const) : []),
    ...(byHand === undefined || (Array.isArray(byHand) && byHand.length === 0) ? [] : (['static'] as const)),
    ...(metadataDocument === true ? (['metadata-document'] as const) : []),
  ];
}
