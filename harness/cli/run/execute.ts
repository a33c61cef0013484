import { plainOptions } from '../../report/reporter.ts';
import type { RunArguments } from '../commands/run.ts';
import { packageVersion } from '../version.ts';
import { onInterrupt } from './interrupt.ts';
import { planOutput, writeReports } from './output.ts';

import { openProgress } from './progress.ts';
import { withoutSdkWarnings } from './without-sdk-warnings.ts';

/** Executes `run` and answers with its exit code. The engine loads when the first line stands on the screen. */
export async function executeRun(args: RunArguments): Promise<number> {
  const output = planOutput(args);
  const progress = openProgress(process.stderr, packageVersion());
  const interrupt = onInterrupt();
  try {
    const { resolveRun } = await import('./resolve.ts');
    const resolved = await resolveRun(args, process.env, process.cwd());
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
        signal: interrupt.signal,
        command: `mcp-conformance ${process.argv.slice(2).join(' ')}`,
        onProgress: progress.show,
      }),
    );
    progress.close();
    const { printReport } = await import('./print-report.ts');
    await printReport(report, output, args);
    const showSecrets = args['show-secrets'] ?? false;
    await writeReports(report, output, { ...plainOptions, strict: args.strict ?? false, showSecrets });
    if (showSecrets) process.stderr.write('--show-secrets: this run is not remembered in .mcp-conformance\n');
    if (args['update-baseline'] && args.baseline !== undefined && !report.interrupted) {
      const { updateBaseline } = await import('./update-baseline.ts');
      process.stderr.write(`${updateBaseline(args.baseline, report)}\n`);
    }
    return report.exitCode;
  } finally {
    progress.close();
    interrupt.release();
  }
}
