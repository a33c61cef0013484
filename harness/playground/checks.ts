import type { Role } from '../catalogue/vocabulary.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import type { FinishedRun } from '../runner/assemble-report.ts';
import { perform } from '../runner/run.ts';
import { openDriver } from '../sign-in/open-driver.ts';
import type { NamedFault } from '../testbed/fault-registry.ts';
import type { PlaygroundSetup } from './contract.ts';
import { chooseVariant } from './provider-choice.ts';

export interface ChecksRequest {
  readonly definition: ProviderDefinition<string>;
  readonly setup: PlaygroundSetup;
  readonly faults: readonly NamedFault[];
  readonly roles: readonly Role[];
  /** Everything, or what the faults break and provoke. */
  readonly everything: boolean;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly progress: (done: number, of: number) => void;
}

/** Whether there is anything that the checks of these faults could show. */
export function anythingToCheck({
  faults,
  everything,
}: Pick<ChecksRequest, 'faults' | 'everything'>): boolean {
  return everything || faults.some(({ breaks, provokes }) => breaks.length + provokes.length > 0);
}

/** Runs the scenarios, as `run` does, with the same faults on: a live flow alone shows only what it touches. */
export async function runChecks(request: ChecksRequest): Promise<FinishedRun> {
  const { definition, setup, faults, everything } = request;
  const meant = new Set<string>(faults.flatMap(({ breaks, provokes }) => [...breaks, ...provokes]));
  return perform({
    definition,
    serverVariant: chooseVariant(definition, setup),
    driver: await openDriver(definition.signIn),
    roles: request.roles,
    revisions: [setup.revision],
    modes: [setup.mode],
    faults,
    intrusiveness: 'standard',
    wantsRequirement: ({ id }) => everything || meant.has(id),
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
    signal: request.signal,
    version: request.version,
    command: 'mcp-conformance playground',
    reproduceBase: faults.flatMap(({ id }) => ['--fault', id]),
    onProgress: (progress) => {
      if (progress.kind === 'planned') request.progress(0, progress.scenarios);
      if (progress.kind === 'finished') request.progress(progress.done, progress.of);
    },
  });
}
