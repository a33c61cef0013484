import type { Argv, CommandModule } from 'yargs';
import { reporterNames } from '../../report/reporter.ts';

const ofReport = {
  describe: 'report.json, a folder that has one, or "last"',
  type: 'string',
  default: 'last',
} as const;

const requirement = {
  describe: 'Id of a requirement that the report judges',
  type: 'string',
  demandOption: true,
} as const;

/** What can be done with reports that were saved. */
export const reportCommand: CommandModule = {
  command: 'report',
  describe: 'Read, compare, merge and replay saved reports',
  builder: (parser) =>
    withActions(parser)
      .demandCommand(1, 'Which action? Try: mcp-conformance report open')
      .example('$0 report open', 'the last run as a page in your browser')
      .example('$0 report diff main/report.json last', 'exit 1 when something is worse')
      .example('$0 report reproduce as.token.code-single-use > repro.sh', 'the proof, with curl'),
  handler: () => undefined,
};

function withActions(parser: Argv): Argv {
  return parser
    .command(
      'show [report]',
      'Print a saved report in any format',
      (sub) =>
        sub
          .positional('report', ofReport)
          .option('reporter', {
            requiresArg: true,
            choices: reporterNames,
            default: 'terminal' as const,
            describe: 'Its format',
          })
          .option('requirement', {
            type: 'string',
            requiresArg: true,
            array: true,
            describe: 'Only these requirements (id, prefix or glob)',
          }),
      async (args) => {
        const { showReport } = await import('../report/show.ts');
        process.exitCode = await showReport(args);
      },
    )
    .command(
      'open [report]',
      'Open a saved report in your browser',
      (sub) => sub.positional('report', ofReport),
      async (args) => {
        const { openReport } = await import('../report/open.ts');
        await openReport(args.report);
      },
    )
    .command(
      'diff <before> [after]',
      'What is newly failing, no longer judged, newly passing; exit 1 when something is worse',
      (sub) =>
        sub
          .positional('before', { ...ofReport, default: undefined, demandOption: true })
          .positional('after', ofReport)
          .option('strict', {
            type: 'boolean',
            default: false,
            describe: 'A newly broken SHOULD is worse too',
          }),
      async (args) => {
        const { diffReports } = await import('../report/diff.ts');
        process.exitCode = diffReports(args);
      },
    )
    .command(
      'merge <reports..>',
      'Providers by requirements, one sign for each; shards of one run become one column',
      (sub) =>
        sub
          .positional('reports', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: ofReport.describe,
          })
          .option('reporter', {
            requiresArg: true,
            choices: ['terminal', 'html', 'json'] as const,
            default: 'terminal' as const,
            describe: 'Its format',
          }),
      async (args) => {
        const { mergeReports } = await import('../report/merge.ts');
        process.exitCode = await mergeReports(args);
      },
    )
    .command(
      'har <requirement> [report]',
      'The exchanges behind a verdict, as HTTP Archive',
      (sub) => sub.positional('requirement', requirement).positional('report', ofReport),
      async (args) => {
        const { printHar } = await import('../report/har.ts');
        await printHar(args);
      },
    )
    .command(
      'reproduce <requirement> [report]',
      'The flow behind a verdict, as a shell script with curl',
      (sub) => sub.positional('requirement', requirement).positional('report', ofReport),
      async (args) => {
        const { printScript } = await import('../report/reproduce.ts');
        printScript(args);
      },
    );
}
