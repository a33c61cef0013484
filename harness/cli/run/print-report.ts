import { loadReporter, plainOptions } from '../../report/reporter.ts';
import type { Report } from '../../report/schema.ts';
import type { RunArguments } from '../commands/run.ts';
import { print } from '../report/print.ts';
import { terminalLook } from '../terminal-look.ts';
import { withoutCommands, writeStep } from './github-actions.ts';
import type { Output } from './output.ts';

/** Prints a report, and on GitHub Actions what a step is given beside it. */
export async function printReport(report: Report, output: Output, args: RunArguments): Promise<void> {
  const strict = args.strict ?? false;
  // A summary is as public as the repository.
  const step = args['show-secrets'] ? null : await writeStep(report, output, process.env, strict);
  if (step?.problem) process.stderr.write(`--reporter github: ${step.problem}\n`);
  const isToldAlready = output.stdout === 'github' && step?.isSummarised;
  if (output.stdout !== null && !isToldAlready) {
    const { render } = await loadReporter(output.stdout);
    const look = output.stdout === 'terminal' ? terminalLook() : {};
    const text = render(report, { ...plainOptions, strict, ...look });
    print(step === null ? text : withoutCommands(text));
  }
  for (const command of step?.commands ?? []) print(command);
}
