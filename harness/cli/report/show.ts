import { partOfReport } from '../../report/part-of-report.ts';
import { loadReporter, plainOptions, type ReporterName } from '../../report/reporter.ts';
import { terminalLook } from '../terminal-look.ts';
import { print } from './print.ts';
import { requirementsOf } from './results-of.ts';
import { readSavedReport } from './saved-report.ts';

/** Prints a saved report, or some requirements of it, and answers with the exit code that the run had. */
export async function showReport(args: {
  readonly report: string;
  readonly reporter: ReporterName;
  readonly requirement: readonly string[] | undefined;
}): Promise<number> {
  const whole = readSavedReport(args.report);
  const wanted = args.requirement === undefined ? null : requirementsOf(whole, args.requirement);
  const report = wanted === null ? whole : partOfReport(whole, ({ requirement }) => wanted.has(requirement));
  const { render } = await loadReporter(args.reporter);
  print(render(report, { ...plainOptions, ...(args.reporter === 'terminal' ? terminalLook() : {}) }));
  return whole.exitCode;
}
