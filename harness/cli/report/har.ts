import { partOfReport } from '../../report/part-of-report.ts';
import { loadReporter, plainOptions } from '../../report/reporter.ts';
import { print } from './print.ts';
import { requirementsOf } from './results-of.ts';
import { readSavedReport } from './saved-report.ts';

/** Prints the flows behind the verdicts of a requirement as HTTP Archive. */
export async function printHar(args: {
  readonly requirement: string;
  readonly report: string;
}): Promise<void> {
  const report = readSavedReport(args.report);
  const wanted = requirementsOf(report, [args.requirement]);
  const { render } = await loadReporter('har');
  print(
    render(
      partOfReport(report, ({ requirement }) => wanted.has(requirement)),
      plainOptions,
    ),
  );
}
