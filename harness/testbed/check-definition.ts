import type { z } from 'zod';
import { nearest } from '../catalogue/select.ts';
import { UsageError } from '../define/error.ts';
import type { DefinitionSource, ProviderDefinition } from '../define/provider.ts';
import { definitionKeys, expandShortForms, providerDefinitionSchema } from '../define/provider-schema.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a definition stands: what to call it, and the line of each of its keys where that is known. */
export interface DefinitionText {
  readonly shown: string;
  readonly lineOf: (keys: readonly PropertyKey[]) => number | null;
}

/** Fills in the environment and checks a definition; throws a `UsageError` with every mistake and its place. */
export function checkDefinition(
  raw: unknown,
  text: DefinitionText,
  environment: Environment,
): ProviderDefinition<string> {
  const { shown } = text;
  const missing = new Set<string>();
  const filled = fillIn(raw, environment, missing);
  if (missing.size > 0) {
    const names = [...missing].map((name) => `  ${name}`).join('\n');
    throw new UsageError(
      'variables',
      `${shown} needs environment variables that are not set:\n${names}\nSet them and run again; nothing was sent.`,
    );
  }
  const parsed = providerDefinitionSchema.safeParse(expandShortForms(filled));
  if (parsed.success)
    return { ...parsed.data, source: sourceOf(raw, text, environment), line: issuerLine(text) };
  const problems = parsed.error.issues.flatMap((issue) => describe(issue, text));
  throw new UsageError('provider', problems.join('\n'));
}

/** The line that says which provider is meant. */
function issuerLine({ lineOf }: DefinitionText): number {
  return lineOf(['issuer']) ?? lineOf(['start']) ?? lineOf(['name']) ?? 1;
}

function placeOf(keys: readonly PropertyKey[], { shown, lineOf }: DefinitionText): string {
  const line = lineOf(keys);
  return line === null ? shown : `${shown}:${line}`;
}

function sourceOf(raw: unknown, text: DefinitionText, environment: Environment): DefinitionSource {
  return (keys) => {
    const name = keys.filter((key) => typeof key === 'string').join('.');
    const variable = variableOf(keys.reduce((value: unknown, key) => (value as never)?.[key], raw));
    const from =
      variable === null ? '' : ` (from $${variable}, ${environment[variable]?.length ?? 0} characters)`;
    return `${name} in ${placeOf(keys, text)}${from}`;
  };
}

function variableOf(value: unknown): string | null {
  if (typeof value === 'string') return /\$\{([A-Za-z_]\w*)\}/.exec(value)?.[1] ?? null;
  const name = (value as { environment?: unknown } | null | undefined)?.environment;
  return typeof name === 'string' ? name : null;
}

function describe(issue: z.core.$ZodIssue, text: DefinitionText): string[] {
  const say = (keys: readonly PropertyKey[], what: string) =>
    `${placeOf(keys, text)}: ${keys.map(String).join('.') || 'the definition'}: ${what}`;
  if (issue.code === 'unrecognized_keys') {
    const known = definitionKeys(issue.path);
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      const hint = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : '';
      return say([...issue.path, key], `there is no such key.${hint}`);
    });
  }
  if (issue.path.length === 0 && issue.code === 'invalid_type') {
    return [say([], 'is empty or not a table of keys; see docs/providers.md')];
  }
  const missing = issue.code === 'invalid_type' && /received undefined$/.test(issue.message);
  return [say(issue.path, missing ? `is missing (${issue.expected})` : issue.message)];
}

/** Replaces `env(…)` values and `${NAME}` in strings; collects the names that are missing. */
function fillIn(value: unknown, environment: Environment, missing: Set<string>): unknown {
  const read = (name: string) => {
    const found = environment[name];
    if (found === undefined || found === '') missing.add(name);
    return found ?? '';
  };
  if (typeof value === 'string')
    return value.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => read(name));
  if (Array.isArray(value)) return value.map((entry) => fillIn(entry, environment, missing));
  if (typeof value !== 'object' || value === null) return value;
  if ('environment' in value && typeof value.environment === 'string') return read(value.environment);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, fillIn(entry, environment, missing)]),
  );
}
