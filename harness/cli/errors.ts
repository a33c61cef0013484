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
