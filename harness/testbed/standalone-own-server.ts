import type { Revision } from '../catalogue/vocabulary.ts';
import { TargetError } from '../define/error.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import { freePort } from './free-port.ts';
import { startOwnResource } from './resource.ts';
import type { StandalonePart } from './standalone.ts';
import { standInUsers } from './testbed.ts';

/** Runs the MCP server that a provider brings along, and the provider too where it is a stand-in. */
export async function openOwnServer(options: {
  readonly port: number | undefined;
  readonly definition: ProviderDefinition<string>;
  readonly variant: string;
  readonly revision: Revision;
}): Promise<StandalonePart> {
  const { definition, variant, revision } = options;
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}/mcp`;
  const users = definition.users ?? standInUsers;
  const started = definition.start
    ? await definition.start({
        resources: () => [url],
        faults: [],
        documents: async () => new Response('no documents are hosted here', { status: 404 }),
        users,
      })
    : null;
  const issuer = started?.issuer ?? definition.issuer ?? '';
  const provider = { definition, issuer, started, users };
  const signal = AbortSignal.timeout(30_000);
  try {
    const target = { url, port };
    const server = await startOwnResource(variant, { revision, provider, target, signal });
    return {
      lines: [
        `MCP server            ${url}  (${server.live.name})`,
        `authorization server  ${issuer} (${definition.name})`,
        ...(started
          ? users.map(({ username, password }) => `user                  ${username} / ${password}`)
          : []),
        ...(definition.notice ? ['', definition.notice] : []),
      ],
      ...(started?.ca === undefined ? {} : { ca: started.ca }),
      ...(server.exited ? { ended: server.exited } : {}),
      close: async () => {
        await server.close();
        await started?.stop();
      },
    };
  } catch (error) {
    await started?.stop();
    if (error instanceof TargetError) throw error;
    throw new TargetError('resource-server', (error as Error).message, { cause: error });
  }
}
