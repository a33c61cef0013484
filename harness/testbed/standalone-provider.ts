import type { ProviderDefinition } from '../define/provider.ts';
import type { LiveProvider } from './setup.ts';
import { standInUsers } from './start-provider.ts';

/** The provider whose tokens a server that runs on its own accepts. */
export interface StandaloneProvider {
  readonly live: LiveProvider;
  /** Where it is and, for a stand-in, who can sign in there. */
  readonly lines: readonly string[];
  /** CA certificate that its callers need to trust, PEM. */
  readonly ca?: string;
  readonly stop: () => Promise<void>;
}

/** Starts the provider where it is a stand-in; `applicationUris` are those of a client to try it with by hand. */
export async function startProviderOf(
  definition: ProviderDefinition<string>,
  resource: string,
  applicationUris: readonly string[] | undefined,
): Promise<StandaloneProvider> {
  const users = definition.users ?? standInUsers;
  const started = definition.start
    ? await definition.start({
        resources: () => [resource],
        faults: [],
        documents: async () => new Response('no documents are hosted here', { status: 404 }),
        users,
        ...(applicationUris ? { applicationUris } : {}),
      })
    : null;
  const ca = started?.ca ?? definition.ca;
  const issuer = started?.issuer ?? definition.issuer ?? '';
  const people = started
    ? users.map(({ username, password }) => `user                  ${username} / ${password}`)
    : [];
  const { clientId, clientSecret = 'no secret' } = (applicationUris && started?.application) || {};
  return {
    live: { definition, issuer, started, users },
    lines: [
      `authorization server  ${issuer} (${definition.name})`,
      ...(started?.ca === undefined
        ? []
        : ['                      its certificate is its own: a browser asks once']),
      ...people,
      ...(clientId === undefined ? [] : [`registered client     ${clientId} / ${clientSecret}`]),
    ],
    ...(ca === undefined ? {} : { ca }),
    stop: async () => started?.stop(),
  };
}
