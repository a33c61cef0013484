import yargs from 'yargs';
import { givenOnce, usageFromYargs } from './command-line-errors.ts';
import { auditCommand } from './commands/audit.ts';
import { explainCommand } from './commands/explain.ts';
import { initCommand } from './commands/init.ts';
import { listCommand } from './commands/list.ts';
import { playgroundCommand } from './commands/playground.ts';
import { reportCommand } from './commands/report.ts';
import { runCommand } from './commands/run.ts';
import { serveCommand } from './commands/serve.ts';
import { footer } from './footer.ts';
import { packageVersion } from './version.ts';

/** Parses the command line and runs one command; throws a `UsageError` for what is wrong with it. */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  const parser = yargs([...args])
    .scriptName('mcp-conformance')
    .usage(
      '$0 <command>\n\nJudges MCP authorization: who is at fault, which requirement is broken, and the exchange that proves it.',
    )
    .command(runCommand)
    .command(auditCommand)
    .command(playgroundCommand)
    .command(serveCommand)
    .command(listCommand)
    .command(explainCommand)
    .command(reportCommand)
    .command(initCommand)
    .demandCommand(1, 'Which command? Try: mcp-conformance run')
    .strict()
    .check((parsed) => givenOnce(parsed, parser))
    // What yargs says is put into our words, which works in one language only.
    .detectLocale(false)
    .version(packageVersion())
    .help()
    .alias('h', 'help')
    .epilogue(footer)
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message, error) => {
      // yargs throws its own kind of error for some mistakes on the command line.
      if (error && error.name !== 'YError') throw error;
      throw usageFromYargs(error?.message ?? message, parser, args);
    });
  await parser.parseAsync();
}
