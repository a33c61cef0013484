#!/usr/bin/env node
import { reportError } from './errors.ts';
import { packageVersion } from './version.ts';

/** Runs one command; sets `process.exitCode`. The version is told without loading what reads a command line. */
async function main(args: readonly string[]): Promise<void> {
  // A reader that closes the pipe early (head, less) is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  if (args.length === 1 && args[0] === '--version') {
    console.log(packageVersion());
    return;
  }
  const { runCommandLine } = await import('./command-line.ts');
  await runCommandLine(args);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = reportError(error);
});
