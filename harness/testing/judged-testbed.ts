import { loadCatalogue } from '../catalogue/catalogue.ts';
import { selectIds } from '../catalogue/select.ts';
import { type RegistrationMode, type Revision, roles, type Verdict } from '../catalogue/vocabulary.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import { type FlowResult, openLiveFlow } from '../live/live-flow.ts';
import { flowOutcome, liveReport, type RuleWithRequirement } from '../live/live-report.ts';
import type { LiveSetup } from '../live/live-setup.ts';
import { visitFlow } from '../live/visits/judge-visit.ts';
import { openVisits, type Visits } from '../live/visits/open-visits.ts';
import { blockMaker } from '../report/failure-block.ts';
import { blockText } from '../report/failure-block-text.ts';
import type { Report, ReportResult } from '../report/schema.ts';
import { singleVerdict } from '../report/shared-verdicts.ts';
import type { ScenarioOutcome } from '../runner/outcome.ts';
import { loadRules } from '../runner/registry.ts';
import { offeredModes, run } from '../runner/run.ts';
import { manualDriver } from '../sign-in/manual.ts';
import { openDriver } from '../sign-in/open-driver.ts';
import { findFaults, type NamedFault } from '../testbed/fault-registry.ts';
import { loadProvider } from '../testbed/load-provider.ts';
import { standInUsers } from '../testbed/start-provider.ts';

/** What a testbed is to be; the embedded parts in the newest revision when nothing is said. */
export interface TestbedSettings {
  /** A built-in provider by name, or a definition file. */
  readonly provider?: string;
  readonly revision?: Revision;
  /** How clients register; the first that the provider offers when left out. */
  readonly mode?: RegistrationMode;
  /** Faults of our parts that are on, by id, prefix or glob. */
  readonly faults?: readonly string[];
}

/** A running testbed whose traffic is judged while tests use it. */
export interface JudgedTestbed extends AsyncDisposable {
  /** The MCP endpoint; any client may connect, and is judged by what it does. */
  readonly mcpUrl: string;
  readonly issuer: string;
  readonly users: readonly { readonly username: string; readonly password: string }[];
  /**
   * Runs the reference client. `signIn` gets the authorization URL, opens it in whatever browser the test drives and
   * gets the user through; the callback is received here. Resolves with how far the client came.
   */
  readonly connect: (signIn: (authorizationUrl: string) => Promise<unknown>) => Promise<FlowResult>;
  /** Runs the scenarios that judge these requirements (ids, prefixes, globs), with the provider's own sign-in. */
  readonly judge: (...requirements: string[]) => Promise<Report>;
  /** Everything seen so far, judged by every rule; what `judge` found is not in it. */
  readonly report: () => Report;
  /** The verdict on one requirement by what was seen so far; `null` when nothing seen says anything about it. */
  readonly verdictOf: (requirement: string) => Verdict | null;
  /** What was seen of one requirement, as blocks of text that stand alone. */
  readonly explain: (requirement: string) => readonly string[];
  /** Each failure so far as a block of text that stands alone. */
  readonly failures: () => readonly string[];
}

/** The failures of a report that no baseline accounts for, as blocks of text that stand alone. */
export function failuresIn(report: Report): string[] {
  return report.results
    .filter(({ verdict, baseline }) => verdict === 'fail' && baseline === null)
    .map((result) => textOf(report, result));
}

function textOf(report: Report, result: ReportResult): string {
  return blockText(blockMaker(report)(singleVerdict(result)));
}

/** The requirements that patterns mean; throws a `UsageError` with the nearest ids for one that means none. */
function wantedIds(patterns: readonly string[], where: string): ReadonlySet<string> {
  return selectIds(
    patterns,
    loadCatalogue().requirements.map(({ id }) => id as string),
    'requirement',
    where,
  );
}

/** Starts a testbed; throws a `UsageError` for wrong settings and a `TargetError` when a part does not come up. */
export async function openJudgedTestbed(settings: TestbedSettings = {}): Promise<JudgedTestbed> {
  const setup = await setupOf(settings);
  const visits = await openVisits(setup, () => undefined);
  const rules = await rulesWithRequirements();
  const started = new Date();
  const flows: ScenarioOutcome[] = [];
  const report = () =>
    liveReport([...flows, ...visitsTo(visits, setup)].filter(hasTraffic), {
      version: 'test',
      command: 'a test',
      reproduceBase: settings.faults?.flatMap((id) => ['--fault', id]) ?? [],
      provider: setup.definition.name,
      revision: setup.revision,
      mode: setup.mode,
      subjects: subjectsOf(setup, visits),
      notices: setup.definition.notice ? [setup.definition.notice] : [],
      startedAt: started,
      rules,
      checked: null,
    });
  const resultsOf = (requirement: string) => {
    const [id] = wantedIds([requirement], 'verdictOf');
    return report().results.filter((result) => result.requirement === id);
  };
  return {
    mcpUrl: visits.url,
    issuer: visits.issuer,
    users: setup.definition.users ?? standInUsers,
    connect: async (signIn) => {
      const { flow, result } = await connectOnce(setup, signIn, flows.length);
      flows.push(flow);
      return result;
    },
    judge: (...requirements) => judge(setup, requirements),
    report,
    verdictOf: (requirement) => worst(resultsOf(requirement).map(({ verdict }) => verdict)),
    explain: (requirement) => resultsOf(requirement).map((result) => textOf(report(), result)),
    failures: () => failuresIn(report()),
    [Symbol.asyncDispose]: () => visits[Symbol.asyncDispose](),
  };
}

async function setupOf(settings: TestbedSettings): Promise<LiveSetup> {
  const definition = await loadProvider(settings.provider ?? 'oidc-provider', process.env, process.cwd());
  const faults = settings.faults?.length ? await findFaults(settings.faults, 'faults') : [];
  const [offered = 'dynamic'] = offeredModes(definition);
  const { revision = '2026-07-28', mode = offered } = settings;
  return { definition, revision, mode, faults };
}

async function rulesWithRequirements(): Promise<RuleWithRequirement[]> {
  const catalogue = loadCatalogue();
  return (await loadRules()).map((rule) => ({ rule, requirement: catalogue.find(rule.judges) }));
}

async function connectOnce(
  setup: LiveSetup,
  signIn: (url: string) => Promise<unknown>,
  number: number,
): Promise<{ flow: ScenarioOutcome; result: FlowResult }> {
  let broken: Error | null = null;
  const driver = manualDriver({
    // The browser belongs to the test: what goes wrong there ends the wait, and is thrown where the test can see it.
    openUrl: async (url) => {
      const signingIn = async () => signIn(url);
      signingIn().catch((error: unknown) => {
        broken = error as Error;
        void driver.close?.();
      });
      return true;
    },
  });
  await using flow = await openLiveFlow(setup, driver, () => undefined);
  const result = await flow.connect();
  if (broken) throw broken;
  const { revision, mode } = setup;
  const title = 'The reference client connects.';
  return { result, flow: flowOutcome({ ...flow, id: `test/connect-${number + 1}`, title, revision, mode }) };
}

async function judge(
  { definition, revision, mode, faults }: LiveSetup,
  patterns: readonly string[],
): Promise<Report> {
  const wanted = wantedIds(patterns, 'judge');
  return run({
    definition,
    driver: await openDriver(definition.signIn),
    roles,
    revisions: [revision],
    modes: [mode],
    faults: faults as readonly NamedFault[],
    intrusiveness: 'standard',
    wantsRequirement: ({ id }) => wanted.has(id),
    wantsScenario: () => true,
    concurrency: 4,
    timeoutMs: 10_000,
    baseline: (definition.baseline ?? []).map((entry) => ({
      ...entry,
      origin: 'provider',
      place: definition.name,
    })),
    strict: false,
    showSecrets: false,
    preflightOnly: false,
    signal: new AbortController().signal,
    version: 'test',
    command: `judge ${patterns.join(' ')}`,
    reproduceBase: faults.flatMap(({ id }) => ['--fault', id]),
  });
}

/** Each client that came, as a flow of its own. */
function visitsTo(visits: Visits, { mode }: LiveSetup): ScenarioOutcome[] {
  const { setup } = visits;
  const registered = visits.registered();
  const { secrets } = visits.trace();
  return visits.all().map(
    (visit, index) =>
      visitFlow(visit, `test/visit-${index + 1}`, {
        setup,
        secrets,
        registered,
        documented: new Set<string>(),
        mode,
      }).outcome,
  );
}

const hasTraffic = ({ trace }: ScenarioOutcome) => trace.exchanges.length > 0;

function subjectsOf(
  { definition }: { definition: ProviderDefinition<string> },
  visits: Visits,
): Report['subjects'] {
  return {
    'authorization-server': { name: definition.name, issuer: visits.issuer },
    'resource-server': { name: 'reference server', url: visits.url },
    client: { name: 'client under test' },
  };
}

const severity: readonly Verdict[] = ['fail', 'warn', 'inconclusive', 'pass', 'skip'];

function worst(verdicts: readonly Verdict[]): Verdict | null {
  return severity.find((verdict) => verdicts.includes(verdict)) ?? null;
}
