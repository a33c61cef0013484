import { plainOptions } from '../../report/reporter.ts';
import type { RunArguments, RunFlags } from '../commands/run.ts';
import { packageVersion } from '../version.ts';
import {
  type Configuration,
  completeArguments,
  effectOf,
  loadConfiguration,
  placed,
  wholeCommand,
} from './configuration.ts';
import { onInterrupt } from './interrupt.ts';
import { planOutput, writeReports } from './output.ts';
import { placeInRepository } from './place.ts';
import { openProgress, type ProgressLine } from './progress.ts';
import { withoutSdkWarnings } from './without-sdk-warnings.ts';

/** Executes `run` as flags and the configuration file say, and answers with its exit code. */
export async function executeRun(flags: RunFlags): Promise<number> {
  const progress = openProgress(process.stderr, packageVersion());
  let configuration: Configuration | null = null;
  try {
    configuration = await loadConfiguration(process.cwd());
    const args = completeArguments(flags, configuration?.options ?? {});
    return await execute(args, configuration, configuration && effectOf(configuration, flags), progress);
  } catch (error) {
    throw placed(error, configuration, flags);
  } finally {
    progress.close();
  }
}

/** The engine loads when the first line stands on the screen. */
async function execute(
  args: RunArguments,
  file: Configuration | null,
  configuration: ReturnType<typeof effectOf> | null,
  progress: ProgressLine,
): Promise<number> {
  const output = planOutput(args);
  const interrupt = onInterrupt();
  try {
    const { resolveRun } = await import('./resolve.ts');
    const resolved = await resolveRun(args, process.env, process.cwd(), placeIn(file));
    if (args['dry-run']) {
      progress.close();
      const { printDryRun } = await import('./dry-run.ts');
      return await printDryRun(resolved);
    }
    progress.begin(resolved);
    const { run } = await import('../../runner/run.ts');
    const report = await withoutSdkWarnings(() =>
      run({
        ...resolved,
        configuration,
        signal: interrupt.signal,
        command: wholeCommand(process.argv.slice(2), configuration),
        onProgress: progress.show,
      }),
    );
    progress.close();
    const { printReport } = await import('./print-report.ts');
    await printReport(report, output, args);
    const showSecrets = args['show-secrets'] ?? false;
    const files = await writeReports(report, output, {
      ...plainOptions,
      strict: args.strict ?? false,
      showSecrets,
    });
    if (output.stdout === null) {
      const { verdictSentence } = await import('../../report/verdict-sentence.ts');
      process.stderr.write(`${verdictSentence(report)}\n${files.join('\n')}\n`);
    }
    if (showSecrets) process.stderr.write('--show-secrets: this run is not remembered in .mcp-conformance\n');
    if (args['update-baseline'] && args.baseline !== undefined && !report.interrupted) {
      const { updateBaseline } = await import('./update-baseline.ts');
      process.stderr.write(`${updateBaseline(args.baseline, report)}\n`);
    }
    return report.exitCode;
  } finally {
    interrupt.release();
  }
}

/** Where a configuration file names what is judged. */
function placeIn(configuration: Configuration | null) {
  if (configuration === null) return null;
  const { file, options, lineOf } = configuration;
  const names = ['provider', 'server'] as const;
  return placeInRepository(file, lineOf(names.find((name) => options[name] !== undefined) ?? ''));
}
