import type { Revision, Role } from '../catalogue/vocabulary.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import type { Report } from '../report/schema.ts';
import { type Progress, run } from '../runner/run.ts';
import { openDriver } from '../sign-in/open-driver.ts';
import { loadProvider } from '../testbed/load-provider.ts';

export interface JudgeOptions {
  readonly variant: string;
  readonly revisions: readonly Revision[];
  readonly tokenFormat?: 'jwt' | 'opaque';
  readonly roles?: readonly Role[];
  readonly wantsRequirement?: (requirement: { readonly id: string }) => boolean;
  readonly change?: (definition: ProviderDefinition<string>) => ProviderDefinition<string>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Judges the MCP server that a provider brings along, as `run --provider NAME --offline` does. */
export async function judgeOwnServer(provider: string, options: JudgeOptions): Promise<Report> {
  const loaded = await loadProvider(provider, {}, '.', {
    offline: true,
    tokenFormat: options.tokenFormat ?? 'jwt',
  });
  const definition = options.change?.(loaded) ?? loaded;
  return run({
    definition,
    driver: await openDriver(definition.signIn),
    serverVariant: options.variant,
    roles: options.roles ?? ['resource-server'],
    revisions: options.revisions,
    modes: ['dynamic'],
    faults: [],
    intrusiveness: 'standard',
    wantsRequirement: options.wantsRequirement ?? (() => true),
    wantsScenario: () => true,
    concurrency: 4,
    timeoutMs: 20_000,
    baseline: [],
    strict: false,
    showSecrets: false,
    preflightOnly: false,
    signal: options.signal ?? new AbortController().signal,
    version: '0.0.0',
    command: '',
    reproduceBase: [],
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  });
}

/** What does not hold, by id, once each. */
export function broken({ results }: Report): string[] {
  const bad = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  return [...new Set(bad.map(({ requirement }) => requirement))].toSorted();
}
