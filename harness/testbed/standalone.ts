import type { TokenVerifier } from '../../servers/resource/reference/index.ts';
import type { Revision } from '../catalogue/vocabulary.ts';
import { TargetError } from '../define/error.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import type { NamedFault } from './fault-registry.ts';
import { knowsToolScope } from './known-scopes.ts';
import { tokenVerifier } from './resource.ts';
import { standInUsers } from './testbed.ts';

/** A part that runs on its own until it is closed. */
export interface StandalonePart {
  /** What a user needs to know to use it. */
  readonly lines: readonly string[];
  readonly close: () => Promise<void>;
  /** CA certificate that its callers need to trust, PEM. */
  readonly ca?: string;
  /** Resolves when the part has ended by itself, in words. */
  readonly ended?: () => Promise<string>;
}

/** Runs the embedded provider alone; with no resource named it issues tokens for any loopback one. */
export async function openStandaloneProvider(options: {
  readonly port: number | undefined;
  readonly faults: readonly NamedFault[];
  readonly resources: readonly string[];
}): Promise<StandalonePart> {
  const { startEmbeddedProvider } = await import('../../servers/providers/oidc-provider/index.ts');
  const provider = await startEmbeddedProvider({
    users: standInUsers,
    resources: () => options.resources,
    faults: options.faults,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return {
    lines: [
      `authorization server  ${provider.issuer}`,
      `metadata              ${provider.issuer}/.well-known/oauth-authorization-server`,
      ...standInUsers.map(({ username, password }) => `user                  ${username} / ${password}`),
      ...options.resources.map((url) => `issues tokens for     ${url}`),
    ],
    close: () => provider.close(),
  };
}

/** Runs the reference MCP server alone, trusting the tokens of a provider. */
export async function openStandaloneServer(options: {
  readonly port: number | undefined;
  readonly faults: readonly NamedFault[];
  readonly definition: ProviderDefinition<string>;
  readonly revisions: readonly Revision[];
}): Promise<StandalonePart> {
  const { startResourceServer } = await import('../../servers/resource/reference/index.ts');
  const { freePort } = await import('./free-port.ts');
  const { definition } = options;
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}/mcp`;
  const started = definition.start
    ? await definition.start({
        resources: () => [url],
        faults: [],
        documents: async () => new Response('no documents are hosted here', { status: 404 }),
        users: definition.users ?? standInUsers,
      })
    : null;
  const issuer = started?.issuer ?? definition.issuer ?? '';
  const users = definition.users ?? standInUsers;
  const live = { definition, issuer, started, users };
  const [newest] = options.revisions.toReversed();
  if (newest === undefined) throw new TargetError('revision', 'the server needs a revision to speak');
  const verify = await tokenVerifier(live, url, newest);
  const server = await startResourceServer({
    revisions: options.revisions,
    scoped: await knowsToolScope(live, fetch),
    issuer,
    verifyToken: started ? withPeople(verify) : verify,
    port,
    faults: options.faults,
  }).catch(async (error: unknown) => {
    await started?.stop();
    throw error;
  });
  return {
    lines: [
      `MCP server            ${server.url}`,
      `authorization server  ${issuer} (${definition.name})`,
      ...(started
        ? users.map(({ username, password }) => `user                  ${username} / ${password}`)
        : []),
    ],
    close: async () => {
      await server.close();
      await started?.stop();
    },
  };
}

/** Who the users of the stand-in are: its access tokens name nobody but the subject. */
const people: Readonly<Record<string, { readonly name: string; readonly email: string }>> = {
  ada: { name: 'Ada Lovelace', email: 'ada@example.test' },
  grace: { name: 'Grace Hopper', email: 'grace@example.test' },
};

function withPeople(verify: TokenVerifier): TokenVerifier {
  return async (token, checks) => {
    const verified = await verify(token, checks);
    const user = people[verified.subject];
    return user ? { ...verified, user } : verified;
  };
}
