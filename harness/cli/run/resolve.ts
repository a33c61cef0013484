import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadCatalogue } from '../../catalogue/catalogue.ts';
import type { Requirement } from '../../catalogue/requirement.ts';
import { selectIds } from '../../catalogue/select.ts';
import { type RegistrationMode, type Role, roles } from '../../catalogue/vocabulary.ts';
import { UsageError } from '../../define/error.ts';
import type { ProviderDefinition, ProviderOptions } from '../../define/provider.ts';
import type { ReportPlace } from '../../report/schema.ts';
import { loadRules, loadScenarios } from '../../runner/registry.ts';
import { offeredModes, planRun, type RunOptions } from '../../runner/run.ts';
import type { SignInDriver } from '../../sign-in/driver.ts';
import { openDriver } from '../../sign-in/open-driver.ts';
import { findFaults } from '../../testbed/fault-registry.ts';
import { refuseForeignFaults } from '../../testbed/foreign-part.ts';
import type { Environment } from '../../testbed/load-provider.ts';
import type { RunArguments } from '../commands/run.ts';
import { readEnvironment } from '../environment.ts';
import { packageVersion } from '../version.ts';
import { loadBaseline } from './baseline-file.ts';
import { chooseProvider, embedded } from './choose-provider.ts';
import { clientOf } from './client-under-test.ts';
import { lastRunFolder } from './output.ts';
import { positive, serverUrl, shardOf } from './parse-values.ts';
import { placeOfRun } from './place.ts';
import { revisionsOf } from './revisions.ts';
import { type ServerVariant, serverVariant, spokenRevisions } from './server-variant.ts';
import { openWaitingLine } from './waiting-line.ts';

/** A command line that was understood: all that `run` needs but what belongs to the process. */
export type ResolvedRun = Omit<RunOptions, 'signal' | 'command' | 'onProgress'>;

/** Checks and completes the arguments of `run`; throws a `UsageError` for whatever is wrong with them. */
export async function resolveRun(
  args: RunArguments,
  environment: Environment,
  folder: string,
  configured: ReportPlace | null,
): Promise<ResolvedRun> {
  const own = readEnvironment(environment, folder);
  const url = args.server === undefined ? undefined : serverUrl(args.server);
  const timeoutMs = positive('--timeout', args.timeout) ?? 10_000;
  const revision = revisionsOf(args.spec).at(-1) ?? '2026-07-28';
  const client = clientOf(args);
  const source = { environment: own, folder, wishes: wishesOf(args) };
  const definition = await chooseProvider(args, { revision, timeoutMs }, source);
  const server = serverVariant(definition, args['server-variant'], args.server);
  if (args['update-baseline'] && args.baseline === undefined) {
    throw new UsageError('baseline', '--update-baseline: name the file with --baseline FILE');
  }
  const selection = await selectionOf(args, definition, server, folder);
  const faults = args.fault ? await findFaults(args.fault) : [];
  refuseForeignFaults(
    faults,
    {
      definition,
      provider: `--provider ${args.provider}`,
      server: args.server && `--server ${args.server}`,
    },
    '--fault ',
  );
  const driver = await openDriver(definition.signIn, {
    login: args.login,
    headed: args.headed,
    folder,
    pictures: lastRunFolder,
    onWaiting: openWaitingLine(process.stderr),
  });
  const resolved: ResolvedRun = {
    ...selection,
    definition,
    serverVariant: server?.variant,
    serverUrl: url,
    client,
    driver,
    faults,
    concurrency:
      positive('--concurrency', args.concurrency) ?? bearableConcurrency(driver, client !== undefined),
    timeoutMs,
    baseline: [
      ...(definition.baseline ?? []).map((entry) => ({
        ...entry,
        origin: 'provider' as const,
        place: definition.name,
      })),
      ...(args.baseline
        ? loadBaseline(args.baseline, folder, { updating: args['update-baseline'] ?? false })
        : []),
    ],
    strict: args.strict ?? false,
    showSecrets: args['show-secrets'] ?? false,
    preflightOnly: args.preflight ?? false,
    shard: args.shard === undefined ? undefined : shardOf(args.shard),
    version: packageVersion(),
    reproduceBase: reproduceBase(args),
    place: placeOfRun(args.provider, definition.line, configured, environment, folder),
    whole: !(args.requirement || args.scenario || args['last-failed']),
  };
  const plan = await planRun({ ...resolved, shard: undefined });
  if (plan.scenarios.length === 0 && plan.rules.length === 0 && !resolved.preflightOnly) {
    throw new UsageError(
      'empty',
      `nothing to judge: no check fits the selection (${selectionInWords(args)})`,
    );
  }
  return resolved;
}

/** Scenarios at a time: HTTP mostly waits, a browser and a program that starts keep a core busy, and a person does one thing at a time. */
function bearableConcurrency({ name }: SignInDriver, hasCommand: boolean): number {
  if (name === 'manual') return 1;
  const cores = os.availableParallelism();
  return name === 'browser' || hasCommand ? cores : Math.max(2, cores * 3);
}

async function selectionOf(
  args: RunArguments,
  definition: ProviderDefinition<string>,
  server: ServerVariant | null,
  folder: string,
) {
  const { requirements } = loadCatalogue();
  const ids = requirements.map(({ id }) => id as string);
  const wantedIds = args.requirement
    ? selectIds(args.requirement, ids, 'requirement', '--requirement')
    : null;
  const lastFailed = args['last-failed'] ? failedInLastRun(folder) : null;
  const scenarioIds = args.scenario ? await knownScenarioIds() : [];
  const wantedScenarios = args.scenario
    ? selectIds(args.scenario, scenarioIds, 'scenario', '--scenario')
    : null;
  const levels = { must: ['MUST'], should: ['MUST', 'SHOULD'], may: ['MUST', 'SHOULD', 'MAY'] }[
    args.level ?? 'may'
  ];
  return {
    roles: subjectsOf(args, server !== null),
    revisions: server ? spokenRevisions(args.spec, server) : revisionsOf(args.spec),
    modes: modesOf(args, definition),
    intrusiveness: args.intrusiveness as RunOptions['intrusiveness'],
    wantsRequirement: ({ id, level }: Requirement) =>
      (wantedIds?.has(id) ?? true) && (lastFailed?.has(id) ?? true) && (levels?.includes(level) ?? true),
    wantsScenario: (id: string) => wantedScenarios?.has(id) ?? true,
  };
}

async function knownScenarioIds(): Promise<string[]> {
  return [...(await loadScenarios()), ...(await loadRules())].map(({ id }) => id);
}

function wishesOf(args: RunArguments): Partial<ProviderOptions> {
  return {
    offline: args.offline ?? false,
    tokenFormat: args['token-format'],
    allowProduction: args['allow-production'] ?? false,
  };
}

/** What was named is judged; whatever was not is a reference part of ours. Nothing named: all three are ours to judge. */
function subjectsOf(args: RunArguments, bringsServer: boolean): Role[] {
  const named: Role[] = [
    ...(args.client === undefined ? [] : (['client'] as const)),
    ...(args.server === undefined && !bringsServer ? [] : (['resource-server'] as const)),
    ...(args.provider === undefined || args.provider === embedded ? [] : (['authorization-server'] as const)),
  ];
  return named.length > 0 ? named : [...roles];
}

function modesOf(args: RunArguments, definition: ProviderDefinition<string>): RegistrationMode[] {
  const offered = offeredModes(definition);
  if (offered.length === 0) {
    throw new UsageError(
      'registration',
      `provider ${definition.name}: registration offers no mode; declare dynamic, static or metadataDocument`,
    );
  }
  if (args.mode === 'all') return offered;
  if (args.mode === undefined) return offered.slice(0, 1);
  if (!offered.includes(args.mode as RegistrationMode)) {
    throw new UsageError(
      'mode',
      `--mode ${args.mode}: the definition of ${definition.name} offers ${offered.join(', ')} only`,
    );
  }
  return [args.mode as RegistrationMode];
}

function failedInLastRun(folder: string): Set<string> {
  const file = path.join(folder, lastRunFolder, 'report.json');
  try {
    const { results } = JSON.parse(readFileSync(file, 'utf8')) as {
      results: { requirement: string; verdict: string }[];
    };
    const failed = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
    return new Set(failed.map(({ requirement }) => requirement));
  } catch (cause) {
    throw new UsageError(
      'last-failed',
      `--last-failed: there is no readable report of a last run (${file})`,
      { cause },
    );
  }
}

/** The arguments that a rerun of one requirement needs beside it. */
function reproduceBase(args: RunArguments): string[] {
  return [
    ...(args.provider === undefined ? [] : ['--provider', args.provider]),
    ...(args.server === undefined ? [] : ['--server', args.server]),
    ...(args.client === undefined ? [] : ['--client', args.client]),
    ...(args.offline ? ['--offline'] : []),
    ...(args['server-variant'] === undefined ? [] : ['--server-variant', args['server-variant']]),
    ...(args['token-format'] === undefined ? [] : ['--token-format', args['token-format']]),
    ...(args['allow-production'] ? ['--allow-production'] : []),
    ...(args.mode === undefined ? [] : ['--mode', args.mode]),
    ...(args.fault ?? []).flatMap((fault) => ['--fault', fault]),
    ...(args.intrusiveness === 'standard' ? [] : ['--intrusiveness', args.intrusiveness]),
  ];
}

function selectionInWords(args: RunArguments): string {
  const parts = [
    ...(args.requirement ?? []).map((pattern) => `--requirement ${pattern}`),
    ...(args.scenario ?? []).map((pattern) => `--scenario ${pattern}`),
    ...(args.level ? [`--level ${args.level}`] : []),
    ...(args['last-failed'] ? ['--last-failed'] : []),
    `--spec ${args.spec}`,
    ...(args.mode ? [`--mode ${args.mode}`] : []),
  ];
  return parts.join(' ');
}
