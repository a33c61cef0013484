import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { quote, UsageError } from '../../define/error.ts';
import { builtInVariables } from '../../testbed/load-provider.ts';
import { loadConfiguration } from '../run/configuration.ts';
import { packageVersion } from '../version.ts';
import { workflowText } from './workflow-text.ts';
import { writeNew } from './write-new.ts';

const workflow = '.github/workflows/mcp-conformance.yml';

/** Where definitions are looked for when none is named. */
const usualFolders = ['.', 'conformance'];

export interface InitCiArguments {
  readonly provider: string | undefined;
  readonly server: string | undefined;
  readonly force: boolean;
}

/** Writes the workflow of docs/ci.md for a provider or an MCP server, and prints which secrets it needs. */
export async function initCi(args: InitCiArguments): Promise<void> {
  checkRoot();
  const options = (await loadConfiguration('.'))?.options ?? {};
  const isNamed = args.provider !== undefined || args.server !== undefined;
  const isConfigured = !isNamed && (options.provider !== undefined || options.server !== undefined);
  const found = isNamed || isConfigured ? undefined : onlyDefinition();
  const flags = { provider: args.provider ?? found, server: args.server };
  const { provider, server } = isConfigured ? options : flags;
  const variables = provider === undefined ? [] : variablesReadBy(provider);
  const text = workflowText({
    version: packageVersion(),
    ...(isConfigured ? {} : flags),
    baseline: options.baseline === undefined ? baselineBeside(provider) : undefined,
    variables,
    configured: Object.keys(options),
  });
  writeNew(workflow, text, args.force);
  const judged = [provider, server].filter((name) => name !== undefined);
  console.log(`${workflow} is written; it judges ${judged.join(' and ')}.`);
  if (variables.length > 0) console.log(`Set as secrets of the repository: ${variables.join(', ')}`);
}

/** GitHub looks for workflows in the root of a repository only. */
function checkRoot(): void {
  if (existsSync('.git')) return;
  for (let folder = path.resolve('..'); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) {
      throw new UsageError(
        'root',
        `init ci: this folder is not the root of its repository; run it in ${folder}`,
      );
    }
    if (path.dirname(folder) === folder) return;
  }
}

function onlyDefinition(): string {
  const found = usualFolders
    .filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    .flatMap((folder) => readdirSync(folder).map((name) => path.posix.join(folder, name)))
    .filter((file) => /\.provider\.(?:ya?ml|json|[cm]?[jt]s)$/.test(file));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new UsageError(
    'provider',
    only === undefined
      ? `init ci: what is judged? Name a provider (--provider) or an MCP server (--server); init provider writes a definition`
      : `init ci: which of ${found.join(', ')}? Name it with --provider`,
  );
}

/** The variables of a definition, in the order in which they stand in it. */
function variablesReadBy(provider: string): string[] {
  const known = builtInVariables(provider);
  if (known !== null) return [...known];
  if (!(statSync(provider, { throwIfNoEntry: false })?.isFile() ?? false)) {
    throw new UsageError(
      'provider',
      `--provider ${quote(provider)}: there is no such provider and no such file`,
    );
  }
  const pattern = /\.(?:ya?ml|json)$/i.test(provider)
    ? /\$\{([A-Za-z_]\w*)\}/g
    : /\benv\(\s*['"]([A-Za-z_]\w*)['"]\s*\)/g;
  const lines = readFileSync(provider, 'utf8').split('\n');
  const code = lines.filter((line) => !/^\s*(?:#|\/\/)/.test(line)).join('\n');
  return [...new Set([...code.matchAll(pattern)].map(([, name = '']) => name))];
}

function baselineBeside(provider: string | undefined): string | undefined {
  const folder = provider === undefined || !existsSync(provider) ? '.' : path.posix.dirname(provider);
  const file = path.posix.join(folder, 'baseline.yaml');
  return existsSync(file) ? file : undefined;
}
