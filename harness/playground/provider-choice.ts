import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../define/error.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import { type Environment, loadProvider } from '../testbed/load-provider.ts';
import type { PlaygroundSetup } from './contract.ts';

/** The provider that a person means: a built-in one, a definition file, or a real issuer by its URL. */
export async function chooseProvider(
  asked: string,
  environment: Environment,
  folder: string,
): Promise<ProviderDefinition<string>> {
  if (/^https?:\/\//i.test(asked)) return issuerByUrl(asked);
  if (path.extname(asked) !== '' && !existsSync(path.resolve(folder, asked))) {
    throw new UsageError('provider', `${JSON.stringify(asked)}: there is no such file below ${folder}`);
  }
  return loadProvider(asked, environment, folder, { offline: true }).catch((error: unknown) => {
    if (error instanceof UsageError && error.code === 'offline')
      return loadProvider(asked, environment, folder);
    throw error;
  });
}

/** What can be assumed of an issuer that nobody described: it registers clients, and a person signs in. */
function issuerByUrl(url: string): ProviderDefinition<string> {
  if (!URL.canParse(url)) throw new UsageError('provider', `${JSON.stringify(url)} is not a URL`);
  const { protocol, hostname, host } = new URL(url);
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  if (protocol !== 'https:' && !loopback) {
    throw new UsageError('provider', `${JSON.stringify(url)}: an issuer is https, or http on loopback`);
  }
  return {
    name: host.replace(/[^\w.-]/g, '-'),
    issuer: url,
    registration: { dynamic: true },
    signIn: { kind: 'manual' },
    tokens: { kind: 'jwt' },
  };
}

/** The variant of the MCP server that is meant; `undefined` for the reference server. */
export function chooseVariant(
  { name, resourceServer }: ProviderDefinition<string>,
  { variant, revision }: Pick<PlaygroundSetup, 'variant' | 'revision'>,
): string | undefined {
  if (!resourceServer) return undefined;
  const chosen = variant ?? resourceServer.variants[0];
  if (!resourceServer.variants.includes(chosen)) {
    throw new UsageError('variant', `${name} has no MCP server ${JSON.stringify(chosen)}`);
  }
  const { revisions, because } = resourceServer.speaks(chosen);
  if (revisions.includes(revision)) return chosen;
  throw new UsageError(
    'revision',
    `${resourceServer.name} (${chosen}) does not speak ${revision}: ${because}. It speaks ${revisions.join(', ')}.`,
  );
}
