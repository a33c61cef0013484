import type { Argv } from 'yargs';
import { nearest } from '../catalogue/select.ts';
import { TargetError, UsageError } from '../define/error.ts';

/** Prints an error as a person wants to read it, and answers with the exit code that it means. */
export function reportError(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`mcp-conformance: ${error.message}`);
    return 2;
  }
  if (error instanceof TargetError) {
    console.error(`mcp-conformance: ${error.message}`);
    return 3;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  console.error(
    `mcp-conformance broke: ${message}\nPlease report this with the lines below.\n\n${stack ?? ''}`,
  );
  return 3;
}

/** Turns what yargs says of a wrong command line into an error that helps. */
export function usageFromYargs(message: string, parser: Argv): UsageError {
  const unknown = /^Unknown arguments?: (.+)$/.exec(message)?.[1]?.split(', ') ?? [];
  const [wrong] = unknown.filter((name) => !name.includes('=')) ?? [];
  if (wrong === undefined) return new UsageError('command', `${message}\nSee mcp-conformance --help.`);
  const { key } = (parser as unknown as { getOptions: () => { key: Record<string, boolean> } }).getOptions();
  const near = nearest(
    wrong,
    Object.keys(key).filter((name) => name.length > 1),
  );
  const hint = near.length > 0 ? ` Did you mean ${near.map((name) => `--${name}`).join(', ')}?` : '';
  return new UsageError(
    'command',
    `unknown option or argument: ${wrong}.${hint}\nSee mcp-conformance --help.`,
  );
}
