import path from 'node:path';
import { quote, UsageError } from '../../define/error.ts';
import { type DefinitionFormat, definitionText, needsStaticClient, variablesOf } from './definition-text.ts';
import { type IssuerFacts, readIssuer, unknownIssuer } from './issuer-facts.ts';
import { refuseExisting, writeNew } from './write-new.ts';

export interface InitProviderArguments {
  readonly file: string | undefined;
  readonly issuer: string | undefined;
  readonly name: string | undefined;
  readonly format: DefinitionFormat | undefined;
  readonly timeout: number;
  readonly force: boolean;
}

/** Writes a definition file, filled in with what the metadata of the issuer says, and prints what is left to do. */
export async function initProvider(args: InitProviderArguments): Promise<void> {
  const name = nameOf(args);
  const file = args.file ?? `${name}.provider.${args.format ?? 'yaml'}`;
  const format = formatOf(file, args.format);
  refuseExisting(file, args.force);
  const facts = args.issuer === undefined ? unknownIssuer : await readIssuer(args.issuer, args.timeout);
  const shown = path.isAbsolute(file) || file.startsWith('.') ? file : `./${file}`;
  writeNew(file, definitionText(facts, format, { name, file: shown }), args.force);
  for (const line of nextSteps(facts, name, shown)) console.log(line);
}

function nextSteps(facts: IssuerFacts, name: string, file: string): string[] {
  const { user, password, clientId, clientSecret } = variablesOf(name);
  const byHand = needsStaticClient(facts) ? [clientId, ...(facts.takesSecrets ? [clientSecret] : [])] : [];
  const isOpaque = !facts.hasKeys && facts.introspectionEndpoint !== null;
  const needed = [...new Set([user, password, ...byHand, ...(isOpaque ? [clientId, clientSecret] : [])])];
  return [
    `${file} is written${facts.metadataUrl === null ? '; put your issuer into it' : `, filled in from ${facts.metadataUrl}`}.`,
    `Set ${needed.join(', ')} in the environment, or in .env.local, and then:`,
    `  npx mcp-conformance run --provider ${file} --preflight`,
  ];
}

function formatOf(file: string, asked: DefinitionFormat | undefined): DefinitionFormat {
  const format = /\.ya?ml$/i.test(file) ? 'yaml' : /\.[cm]?[jt]s$/i.test(file) ? 'ts' : null;
  if (format === null || (asked !== undefined && asked !== format)) {
    throw new UsageError(
      'format',
      asked === undefined
        ? `init provider: ${quote(file)}: takes a file ending in .yaml, .ts or .js`
        : `init provider: ${quote(file)} is no file of --format ${asked}`,
    );
  }
  return format;
}

/** What hosts of authorization servers begin with, whoever they belong to. */
const everybodysLabel = /^(?:auth|oauth2?|login|signin|accounts?|id|idp|sso|www|api)$/;

/** A name by its host: that of the first label that is somebody's own. */
function nameOf({ name, issuer, file }: InitProviderArguments): string {
  if (name !== undefined) {
    if (/^[\w.-]+$/.test(name)) return name;
    throw new UsageError('name', `--name ${quote(name)}: takes letters, digits, dots and dashes`);
  }
  if (issuer === undefined || !URL.canParse(issuer)) {
    return (
      path
        .basename(file ?? 'my')
        .split('.', 1)[0]
        ?.replaceAll(/[^\w-]/g, '') || 'my'
    );
  }
  const { hostname } = new URL(issuer);
  if (/^[\d.]+$|^\[|^localhost$/.test(hostname)) return 'local';
  return hostname.split('.').find((label) => !everybodysLabel.test(label)) ?? hostname;
}
