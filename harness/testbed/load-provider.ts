import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { nearest } from '../catalogue/select.ts';
import { quote, UsageError } from '../define/error.ts';
import type { ProviderDefinition, ProviderFactory, ProviderOptions } from '../define/provider.ts';
import { definitionKeys, expandShortForms, providerDefinitionSchema } from '../define/provider-schema.ts';

/** Providers that come with the package, by name, with the module that defines them. */
const builtIn: Readonly<
  Record<string, { readonly load: () => Promise<{ default: unknown }>; readonly about: string }>
> = {
  'oidc-provider': {
    load: () => import('../../servers/providers/oidc-provider/definition.ts'),
    about: 'the embedded stand-in: node oidc-provider, started on loopback',
  },
};

/** The built-in providers, for `list providers`. */
export function builtInProviders(): { id: string; about: string }[] {
  return Object.entries(builtIn).map(([id, { about }]) => ({ id, about }));
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Loads a provider by built-in name or by file: TypeScript, JavaScript, YAML or JSON.
 *
 * Throws a `UsageError` that names every missing variable at once, or the file, line and key that is wrong.
 */
export async function loadProvider(
  nameOrFile: string,
  environment: Environment,
  folder: string,
  wishes: Partial<ProviderOptions> = {},
): Promise<ProviderDefinition<string>> {
  const known = builtIn[nameOrFile];
  const file = path.resolve(folder, nameOrFile);
  if (!known && (!/\.[a-z]+$/i.test(nameOrFile) || !existsSync(file)))
    throw unknownProvider(nameOrFile, file);
  if (!known && (!/\.(ya?ml|json|[cm]?[jt]s)$/i.test(file) || !statSync(file).isFile())) {
    throw new UsageError(
      'provider',
      `--provider ${quote(nameOrFile)}: not a file ending in .ts, .js, .yaml or .json`,
    );
  }
  if (!known && /\.(ya?ml|json)$/i.test(file)) {
    return checkWishes(loadData(file, nameOrFile, environment), nameOrFile, wishes);
  }
  const raw = known ? (await known.load()).default : await loadModule(file, nameOrFile);
  if (typeof raw !== 'function')
    return checkWishes(
      check(raw, nameOrFile, environment, () => null),
      nameOrFile,
      wishes,
    );
  const none = { offline: false, tokenFormat: undefined, allowProduction: false };
  const made = await (raw as ProviderFactory)({ ...none, ...wishes, environment });
  return check(made, nameOrFile, environment, () => null);
}

/** Refuses what a definition that is plain data cannot do. */
function checkWishes(
  definition: ProviderDefinition<string>,
  shown: string,
  { offline, tokenFormat }: Partial<ProviderOptions>,
): ProviderDefinition<string> {
  if (offline && !definition.start) {
    throw new UsageError('offline', `--offline: ${shown} has no stand-in; it is at ${definition.issuer}`);
  }
  if (tokenFormat !== undefined) {
    throw new UsageError('token-format', `--token-format: ${shown} does not let its tokens be chosen`);
  }
  return definition;
}

function unknownProvider(wrong: string, file: string): UsageError {
  const names = Object.keys(builtIn);
  const near = nearest(wrong, names);
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : `Built in: ${names.join(', ')}.`;
  return new UsageError(
    'provider',
    `--provider ${quote(wrong)}: there is no such built-in provider, and no such file (${file}). ${hint}`,
  );
}

async function loadModule(file: string, shown: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const self =
    fileURLToPath(new URL('../index', import.meta.url)) + path.extname(fileURLToPath(import.meta.url));
  const jiti = createJiti(pathToFileURL(file).href, {
    alias: { 'mcp-conformance': self },
    moduleCache: false,
    interopDefault: false,
  });
  try {
    const module = (await jiti.import(file)) as { default?: unknown };
    if (module.default === undefined)
      throw new UsageError(
        'provider',
        `${shown}: has no default export; export default defineProvider({ … })`,
      );
    return module.default;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError('provider', `${shown}: cannot be loaded: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function loadData(file: string, shown: string, environment: Environment): ProviderDefinition<string> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const [problem] = document.errors;
  if (problem) {
    throw new UsageError(
      'provider',
      `${shown}:${lines.linePos(problem.pos[0]).line}: ${problem.message.split('\n', 1)[0]}`,
    );
  }
  const lineOf = (keys: readonly PropertyKey[]) => {
    for (let depth = keys.length; depth > 0; depth -= 1) {
      const node = document.getIn(keys.slice(0, depth), true) as { range?: [number] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return null;
  };
  return check(document.toJS(), shown, environment, lineOf);
}

function check(
  raw: unknown,
  shown: string,
  environment: Environment,
  lineOf: (keys: readonly PropertyKey[]) => number | null,
): ProviderDefinition<string> {
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
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => describe(issue, shown, lineOf));
  throw new UsageError('provider', problems.join('\n'));
}

function describe(
  issue: z.core.$ZodIssue,
  shown: string,
  lineOf: (keys: readonly PropertyKey[]) => number | null,
): string[] {
  const say = (keys: readonly PropertyKey[], what: string) => {
    const line = lineOf(keys);
    return `${line === null ? shown : `${shown}:${line}`}: ${keys.map(String).join('.') || 'the definition'}: ${what}`;
  };
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
