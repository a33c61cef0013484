/** The words and signs that every reporter uses for the same thing. */
import type { RegistrationMode, Role, Verdict } from '../catalogue/vocabulary.ts';

export const verdictSigns: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '✗',
  warn: '!',
  skip: '–',
  inconclusive: '?',
};

const roleNames = {
  client: 'client',
  'resource-server': 'resource server',
  'authorization-server': 'authorization server',
} as const satisfies Record<Role, string>;

/** The roles in the order in which reports list them. */
export const rolesInOrder = Object.keys(roleNames) as readonly Role[];

/** A role as it stands in a sentence. */
export function roleName(role: Role): string {
  return roleNames[role];
}

/** A registration mode as it stands in a table. */
export function modeName(mode: RegistrationMode | null): string {
  return mode ?? 'every mode';
}

/** A number with its noun. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A duration for people. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** An array of arguments as a command that a POSIX shell reads back as the same arguments. */
export function commandLine(words: readonly string[]): string {
  return words.map(quote).join(' ');
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
