import { loadCatalogue } from '../catalogue/catalogue.ts';
import type { Revision, Role } from '../catalogue/vocabulary.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import type { Scenario } from '../define/scenario.ts';
import type { Report, ReportPlace, ReportSubject } from '../report/schema.ts';
import { openDriver } from '../sign-in/open-driver.ts';
import { askIssuer, type Discovered, discoverTarget } from '../testbed/discover-target.ts';
import { openTestbed, type Testbed } from '../testbed/testbed.ts';
import { nobodySignsIn } from '../testbed/token-source.ts';
import type { Gate } from '../trace/http.ts';
import { type Connections, openHttp } from '../trace/open-http.ts';
import { Trace } from '../trace/trace.ts';
import { applyRules } from './apply-rules.ts';
import { assembleReport, type FinishedRun } from './assemble-report.ts';
import { mergeVerdicts } from './merge.ts';
import type { ScenarioOutcome } from './outcome.ts';
import { makePlan, type Named, type Plan } from './plan.ts';
import { loadRules, loadScenarios } from './registry.ts';
import { runScenario } from './run-scenario.ts';

export interface AuditOptions {
  /** An MCP endpoint or an issuer. */
  readonly url: string;
  /** Whether an MCP server names it as an issuer, so that it is one whatever it publishes. */
  readonly isIssuer: boolean;
  readonly revisions: readonly Revision[];
  readonly connections: Connections;
  /** Where every request waits for its turn. */
  readonly gate: Gate;
  /** Milliseconds for one exchange, and for all of them. */
  readonly timeoutMs: number;
  readonly budgetMs: number;
  /** Ends the audit. */
  readonly signal: AbortSignal;
  readonly version: string;
  /** The command line as typed, for the report. */
  readonly command: string;
  /** Where the target is listed. */
  readonly place: ReportPlace | null;
}

export interface Audited {
  readonly report: Report;
  /** The authorization servers that an MCP server names. */
  readonly issuers: readonly string[];
}

/** An endpoint that is nobody's (RFC 2606), where the MCP server takes no part. */
const nowhere = 'https://mcp.invalid/mcp';

/**
 * Judges from outside what can be judged without a login: the scenarios that send only what a client sends that
 * begins, and what rules see of it. What takes an accepted token is no part of the report.
 */
export async function audit(options: AuditOptions): Promise<Audited> {
  const started = { startedAt: new Date(), at: performance.now() };
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.budgetMs)]);
  const trace = new Trace({ idPrefix: 'preflight.' });
  const found = await discover({ ...options, signal }, trace);
  const judged = found.kind === 'nothing' ? nothingJudged : await judge(found, { ...options, signal });
  const step = { step: 'reachable', ok: found.kind !== 'nothing', fatal: found.kind === 'nothing' };
  const durationMs = Math.round(performance.now() - started.at);
  const run: FinishedRun = {
    catalogue: loadCatalogue(),
    version: options.version,
    startedAt: started.startedAt,
    durationMs,
    interrupted: options.signal.aborted,
    command: options.command,
    reproduceBase: [],
    rerun: rerunOf(options),
    place: options.place,
    whole: false,
    provider: shortName(options.url),
    revisions: options.revisions,
    modes: [],
    subjects: subjectsOf(found, options.url),
    notices: [],
    preflight: {
      steps: [{ ...step, detail: found.kind === 'nothing' ? found.because : '', durationMs }],
      trace,
    },
    cleanup: { registered: 0, removed: 0, left: [] },
    baseline: [],
    strict: false,
    ...judged,
  };
  return {
    report: assembleReport(run),
    issuers: found.kind === 'resource-server' ? found.issuers : [],
  };
}

async function discover(options: AuditOptions, trace: Trace): Promise<Discovered> {
  const { url, revisions } = options;
  const partyOf = () => 'resource-server' as const;
  const http = openHttp({ ...options, trace, partyOf, from: 'harness' });
  if (options.isIssuer) return askIssuer(http, url);
  return discoverTarget(http, url, revisions.at(-1) ?? '2026-07-28');
}

type Judged = Pick<FinishedRun, 'plan' | 'outcomes' | 'verdicts'>;

const emptyPlan: Plan = { scenarios: [], rules: [], tooIntrusive: [], covered: [] };
const nothingJudged: Judged = { plan: emptyPlan, outcomes: [], verdicts: [] };

async function judge(
  found: Exclude<Discovered, { kind: 'nothing' }>,
  options: AuditOptions,
): Promise<Judged> {
  const [scenarios, rules] = await Promise.all([loadScenarios(), loadRules()]);
  const outside = scenarios.filter(needsNoLogin);
  const left = new Set<string>(outside.flatMap(({ controls = [] }) => controls));
  const plan = makePlan(loadCatalogue(), outside, rules, {
    roles: [found.kind],
    revisions: options.revisions,
    modes: ['dynamic'],
    intrusiveness: 'observe',
    wantsRequirement: ({ id }) => !left.has(id),
    wantsScenario: () => true,
  });
  const definition = definitionOf(found, options.url);
  const outcomes = (await execute(plan, found, definition, options)).map((outcome) =>
    withoutLogin(outcome, definition.issuer ?? ''),
  );
  const ruled = applyRules(plan.rules, outcomes, options.revisions).map((outcome) => ({
    ...outcome,
    // A rule that had nothing to look at says nothing of a look from outside.
    judgements: outcome.judgements.filter(({ evidence }) => evidence.length > 0),
  }));
  const verdicts = mergeVerdicts(loadCatalogue(), outcomes, ruled);
  // What was judged is what is listed.
  return { plan: { ...plan, covered: [] }, outcomes, verdicts };
}

function needsNoLogin({ intrusiveness, needs = [] }: Named<Scenario>): boolean {
  return intrusiveness === 'observe' && needs.length === 0;
}

/** Leaves out what could not be found out because nobody signs in. */
function withoutLogin(outcome: ScenarioOutcome, issuer: string): ScenarioOutcome {
  const because = nobodySignsIn(issuer);
  const judgements = outcome.judgements.filter(
    (judgement) => judgement.verdict !== 'inconclusive' || judgement.reason !== because,
  );
  return { ...outcome, judgements };
}

/** One scenario after the other: a target is not asked two things at once because of us. */
async function execute(
  plan: Plan,
  found: Exclude<Discovered, { kind: 'nothing' }>,
  definition: ProviderDefinition<string>,
  options: AuditOptions,
): Promise<ScenarioOutcome[]> {
  const driver = await openDriver({ kind: 'form' });
  const serverUrl = found.kind === 'resource-server' ? options.url : nowhere;
  const testbeds = new Map<Revision, Promise<Testbed>>();
  const testbedOf = (revision: Revision) => {
    const known = testbeds.get(revision);
    if (known) return known;
    const opened = openTestbed({ ...options, definition, revision, driver, serverUrl, faults: [] });
    testbeds.set(revision, opened);
    return opened;
  };
  const outcomes: ScenarioOutcome[] = [];
  for (const [index, planned] of plan.scenarios.entries()) {
    outcomes.push(
      await runScenario({
        planned,
        testbed: await testbedOf(planned.revision),
        clientFaults: [],
        counterpartFaults: [],
        trace: new Trace({ idPrefix: `${index}.` }),
        signal: options.signal,
        refusesAll: null,
        neverServed: null,
      }),
    );
  }
  for (const testbed of await Promise.all(testbeds.values())) await testbed[Symbol.asyncDispose]();
  return outcomes;
}

/** The counterpart, of which nothing is known but its issuer: nobody can sign in, and nothing is registered. */
function definitionOf(
  found: Exclude<Discovered, { kind: 'nothing' }>,
  url: string,
): ProviderDefinition<string> {
  const named = found.kind === 'authorization-server' ? found.issuer : found.issuers.find(isHttp);
  const issuer = named ?? new URL(url).origin;
  return { name: new URL(issuer).host, issuer, registration: { dynamic: true }, users: [] };
}

const isHttp = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

function subjectsOf(found: Discovered, url: string): Partial<Record<Role, ReportSubject>> {
  switch (found.kind) {
    case 'resource-server':
      return { 'resource-server': { name: shortName(url), url } };
    case 'authorization-server':
      return { 'authorization-server': { name: shortName(url), issuer: found.issuer } };
    case 'nothing':
      return {};
    default:
      return found satisfies never;
  }
}

const shortName = (url: string) => url.replace(/^[a-z]+:\/\//i, '').replace(/\/$/, '');

function rerunOf({ url, revisions }: AuditOptions): string[] {
  return [
    'npx',
    'mcp-conformance',
    'audit',
    url,
    ...(revisions.length === 1 ? ['--spec', ...revisions] : ['--spec', 'all']),
  ];
}
