import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { nearest } from '../catalogue/select.ts';
import { quote, UsageError } from '../define/error.ts';
import type { ProviderDefinition, ProviderFactory, ProviderOptions } from '../define/provider.ts';
import { checkDefinition, type DefinitionText, type Environment } from './check-definition.ts';
import { readUserFile } from './user-file.ts';

/** Providers that come with the package, by name, with the module that defines them. */
const builtIn: Readonly<
  Record<
    string,
    {
      readonly load: () => Promise<{ default: unknown }>;
      readonly about: string;
      /** What its `--offline` is, where that is another thing. */
      readonly offline?: string;
      /** Variables that it reads. */
      readonly variables: readonly string[];
    }
  >
> = {
  'oidc-provider': {
    load: () => import('../../servers/providers/oidc-provider/definition.ts'),
    about: 'the embedded stand-in: node oidc-provider, started on loopback',
    variables: [],
  },
  clerk: {
    load: () => import('../../servers/providers/clerk/definition.ts'),
    about: 'your Clerk instance, by its keys; with --offline a stand-in written from its documentation',
    offline: 'a stand-in for Clerk on loopback, written from its documentation',
    variables: ['CLERK_PUBLISHABLE_KEY', 'CLERK_SECRET_KEY'],
  },
};

/** The built-in providers, for `list providers`; `offline` is what they are without network and keys. */
export function builtInProviders(): { id: string; about: string; offline: string }[] {
  return Object.entries(builtIn).map(([id, { about, offline = about }]) => ({ id, about, offline }));
}

/** The variables that a built-in provider reads; `null` for what is none. */
export function builtInVariables(name: string): readonly string[] | null {
  return Object.hasOwn(builtIn, name) ? (builtIn[name]?.variables ?? null) : null;
}

/** The built-in provider whose keys an environment has; the embedded stand-in where it has none. */
export function providerOf(environment: Environment): string {
  const isSet = (name: string) => (environment[name] ?? '') !== '';
  return builtIn['clerk']?.variables.some(isSet) ? 'clerk' : 'oidc-provider';
}

export type { Environment };

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
  const { value: raw, text } = known
    ? { value: (await known.load()).default, text: builtInText(nameOrFile) }
    : await readUserFile(file, nameOrFile, definitionFile);
  if (typeof raw !== 'function')
    return checkWishes(checkDefinition(raw, text, environment), nameOrFile, wishes);
  const none = { offline: false, tokenFormat: undefined, allowProduction: false };
  const made = await (raw as ProviderFactory)({ ...none, ...wishes, environment });
  return checkDefinition(made, text, environment);
}

const definitionFile = { code: 'provider', example: 'export default defineProvider({ … })' };

function builtInText(name: string): DefinitionText {
  return { shown: `the built-in definition of ${name}`, lineOf: () => null };
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
