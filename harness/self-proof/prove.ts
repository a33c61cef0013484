import { availableParallelism } from 'node:os';
import { loadCatalogue, newestHolding } from '../catalogue/catalogue.ts';
import { type RegistrationMode, type Revision, type Role, revisions } from '../catalogue/vocabulary.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import type { Report, ReportResult } from '../report/schema.ts';
import { type RunOptions, run } from '../runner/run.ts';
import { openTestbedPool, type TestbedPool } from '../runner/testbed-pool.ts';
import { openDriver } from '../sign-in/open-driver.ts';
import type { NamedFault } from '../testbed/fault-registry.ts';
import { loadProvider } from '../testbed/load-provider.ts';

const definitionAndDriver = async (definition?: ProviderDefinition<string>) => {
  const used = definition ?? (await loadProvider('oidc-provider', {}, '.'));
  return { definition: used, driver: await openDriver(used.signIn), timeoutMs: 10_000 };
};

/** Opens testbeds that serve several runs: a client's faults do not change the parts it meets. */
export async function openSharedTestbeds(): Promise<TestbedPool> {
  return openTestbedPool({ ...(await definitionAndDriver()), signal: new AbortController().signal });
}

/** Runs as `mcp-conformance run` would, for one or more roles: the embedded testbed, unless a provider is given. */
export async function runEmbedded(options: {
  readonly definition?: ProviderDefinition<string>;
  readonly baseline?: RunOptions['baseline'];
  readonly roles: readonly Role[];
  readonly revisions: readonly Revision[];
  readonly modes?: readonly RegistrationMode[];
  readonly faults?: readonly NamedFault[];
  readonly testbeds?: TestbedPool | undefined;
  /** An MCP server of somebody else, to judge in place of ours. */
  readonly serverUrl?: string;
  /** A client of somebody else, to judge in place of ours. */
  readonly client?: RunOptions['client'];
  readonly timeoutMs?: number;
  readonly wantsScenario?: RunOptions['wantsScenario'];
}): Promise<Report> {
  const settings: RunOptions = {
    ...(await definitionAndDriver(options.definition)),
    ...(options.testbeds ? { testbeds: options.testbeds } : {}),
    ...(options.timeoutMs ? { timeoutMs: options.timeoutMs } : {}),
    serverUrl: options.serverUrl,
    client: options.client,
    roles: options.roles,
    revisions: options.revisions,
    modes: options.modes ?? ['dynamic'],
    faults: options.faults ?? [],
    intrusiveness: 'standard',
    wantsRequirement: () => true,
    wantsScenario: options.wantsScenario ?? (() => true),
    // A command is a program of its own, which needs a core.
    concurrency: options.client ? availableParallelism() : 6,
    baseline: options.baseline ?? [],
    strict: false,
    showSecrets: false,
    preflightOnly: false,
    signal: new AbortController().signal,
    version: '0.0.0',
    command: '',
    reproduceBase: [],
  };
  return run(settings);
}

/** A verdict in a form that two runs can be compared by. */
export function verdictsOf({ results }: Report): Map<string, ReportResult> {
  return new Map(
    results.map((result) => [`${result.requirement} ${result.revision} ${result.mode}`, result]),
  );
}

/** The newest revision in which everything that a fault breaks holds, or the newest ones where it does between them. */
export function revisionsFor(fault: NamedFault): Revision[] {
  const catalogue = loadCatalogue();
  const common = revisions.findLast((revision) => fault.breaks.every((id) => catalogue.holds(id, revision)));
  if (common) return [common];
  const newest = fault.breaks.map((id) => newestHolding(catalogue.find(id), revisions));
  return revisions.filter((revision) => newest.includes(revision));
}

/**
 * What differs between a faulty run and a clean one, in words; empty when the fault breaks what it says and nothing
 * else. A requirement that could not be judged because of what the fault breaks is no surprise, nor is one that
 * applies only now, and holds.
 */
export function differences(fault: NamedFault, clean: Report, faulty: Report): string[] {
  const [before, after] = [verdictsOf(clean), verdictsOf(faulty)];
  const [broken, hidden] = [new Set<string>(fault.breaks), new Set<string>(fault.hides)];
  const [caught, gone] = [new Set<string>(), new Set<string>()];
  const surprises: string[] = [];
  for (const [key, result] of after) {
    const was = before.get(key)?.verdict ?? 'not judged';
    const isBroken = result.verdict === 'fail' || result.verdict === 'warn';
    if (isBroken && broken.has(result.requirement)) caught.add(result.requirement);
    else if (result.verdict === 'skip' && was === 'pass' && hidden.has(result.requirement))
      gone.add(result.requirement);
    else if (result.blockedBy !== null && broken.has(result.blockedBy)) continue;
    else if (result.verdict === 'pass' && was === 'skip') continue;
    else if (result.verdict !== was) {
      surprises.push(`${key}: ${was} → ${result.verdict} (${result.actual || result.reason})`);
    }
  }
  const missed = fault.breaks.filter(
    (id) =>
      !caught.has(id) && faulty.revisions.some((revision) => loadCatalogue().holds(id, revision as Revision)),
  );
  const shown = fault.hides.filter((id) => !gone.has(id));
  return [
    ...missed.map((id) => `${id} is not caught`),
    ...shown.map((id) => `${id} still applies`),
    ...surprises,
  ];
}
