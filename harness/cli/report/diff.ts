import { compareReports, isWorse } from '../../report/compare/changes.ts';
import { comparisonText } from '../../report/compare/comparison-text.ts';
import { terminalLook } from '../terminal-look.ts';
import { print } from './print.ts';
import { readSavedReport } from './saved-report.ts';

/** Prints what is different between two reports; answers 1 when the later is worse, else 0. */
export function diffReports(args: {
  readonly before: string;
  readonly after: string;
  readonly strict: boolean;
}): number {
  const before = { name: args.before, report: readSavedReport(args.before) };
  const after = { name: args.after, report: readSavedReport(args.after) };
  const comparison = compareReports(before.report, after.report);
  print(comparisonText(before, after, comparison, { ...terminalLook(), strict: args.strict }));
  return isWorse(comparison, args.strict) ? 1 : 0;
}
