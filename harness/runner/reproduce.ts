/** The command that judges one requirement again, as arguments. */
export function reproduceCommand(base: readonly string[], requirement: string, revision: string): string[] {
  return ['npx', 'mcp-conformance', 'run', ...base, '--requirement', requirement, '--spec', revision];
}
