/** Errors that answer three questions: what, where, and what to do now. */

/** The command or configuration is wrong (exit 2). The message names the flag or `file:line` and the offending value. */
export class UsageError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
    this.code = code;
  }
}

/** Something under test or beside it could not be used (exit 3). The message names the party, the URL and the likely cause. */
export class TargetError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TargetError';
    this.code = code;
  }
}

/** The harness itself is wrong (exit 3). Asks to be reported. */
export class BugError extends Error {
  readonly code = 'bug';

  constructor(message: string, options?: ErrorOptions) {
    super(`${message} This is a defect of mcp-conformance: please report it.`, options);
    this.name = 'BugError';
  }
}

/** Wire text or user input for use in a message: JSON-encoded and cut. */
export function quote(text: string, limit = 120): string {
  return JSON.stringify(text.length > limit ? `${text.slice(0, limit)}…` : text);
}
