import { loadReporter, type ReporterOptions } from '../../report/reporter.ts';
import type { Report } from '../../report/schema.ts';
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
    await print(report, output.stdout, args);
    const showSecrets = args['show-secrets'] ?? false;
    await writeReports(report, output, { ...reporterOptions(args), showSecrets });
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

async function print(report: Report, name: ReturnType<typeof planOutput>['stdout'], args: RunArguments) {
  if (name === null) return;
  const { render } = await loadReporter(name);
  const text = render(report, { ...reporterOptions(args), ...(name === 'terminal' ? terminalLook() : {}) });
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

function reporterOptions(args: RunArguments): ReporterOptions {
  return { colour: false, ascii: false, width: 100, strict: args.strict ?? false };
}

/** Colour on a terminal or where it is forced, never where `NO_COLOR` is set; ASCII where the locale is not UTF-8. */
function terminalLook(): Pick<ReporterOptions, 'colour' | 'ascii' | 'width'> {
  const { NO_COLOR, FORCE_COLOR, LC_ALL, LC_CTYPE, LANG } = process.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== '';
  const colour = !NO_COLOR && (forced || (process.stdout.isTTY ?? false));
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  const ascii = (process.stdout.isTTY ?? false) && locale !== '' && !/utf-?8/i.test(locale);
  return { colour, ascii, width: Math.min(100, process.stdout.columns ?? 100) };
}
