import { UsageError } from '../../define/error.ts';
import { reproduceScript } from '../../report/reproduce/script.ts';
import { commandLine } from '../../report/words.ts';
import { print } from './print.ts';
import { provenResult } from './results-of.ts';
import { readSavedReport } from './saved-report.ts';

/** Prints the flow behind a verdict as a shell script; throws a `UsageError` for what a client sends of its own accord. */
export function printScript(args: { readonly requirement: string; readonly report: string }): void {
  const report = readSavedReport(args.report);
  const result = provenResult(report, args.requirement);
  if (result.role === 'client') {
    throw new UsageError(
      'reproduce',
      `report: ${result.requirement} is about what a client sends by itself, which a script cannot stand for. Run ${commandLine(result.reproduce)}`,
    );
  }
  print(reproduceScript(report, result));
}
