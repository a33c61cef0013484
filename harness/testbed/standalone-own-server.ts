import type { Revision } from '../catalogue/vocabulary.ts';
import { TargetError } from '../define/error.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import { freePort } from './free-port.ts';
import { startOwnResource } from './resource.ts';
import type { StandalonePart } from './standalone.ts';
import { startProviderOf } from './standalone-provider.ts';

/** Runs the MCP server that a provider brings along, and the provider too where it is a stand-in. */
export async function openOwnServer(options: {
  readonly port: number | undefined;
  readonly definition: ProviderDefinition<string>;
  readonly variant: string;
  readonly revision: Revision;
  /** Redirect URIs of a client that is to be registered at a stand-in, to try the server with. */
  readonly applicationUris?: readonly string[] | undefined;
}): Promise<StandalonePart> {
  const { definition, variant, revision, applicationUris } = options;
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}/mcp`;
  const provider = await startProviderOf(definition, url, applicationUris);
  const signal = AbortSignal.timeout(30_000);
  try {
    const target = { url, port };
    const server = await startOwnResource(variant, { revision, provider: provider.live, target, signal });
    return {
      url,
      lines: [
        `MCP server            ${url}  (${server.live.name})`,
        ...provider.lines,
        ...(definition.notice ? ['', definition.notice] : []),
      ],
      ...(provider.ca === undefined ? {} : { ca: provider.ca }),
      ...(server.exited ? { ended: server.exited } : {}),
      close: async () => {
        await server.close();
        await provider.stop();
      },
    };
  } catch (error) {
    await provider.stop();
    if (error instanceof TargetError) throw error;
    throw new TargetError('resource-server', (error as Error).message, { cause: error });
  }
}
