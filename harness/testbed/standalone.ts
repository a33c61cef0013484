import type { TokenVerifier } from '../../servers/resource/reference/index.ts';
import type { Revision } from '../catalogue/vocabulary.ts';
import { TargetError } from '../define/error.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import type { NamedFault } from './fault-registry.ts';
import { knowsToolScope } from './known-scopes.ts';
import { tokenVerifier } from './resource.ts';
import { startProviderOf } from './standalone-provider.ts';
import { standInUsers } from './start-provider.ts';

/** A part that runs on its own until it is closed. */
export interface StandalonePart {
  /** What a user needs to know to use it. */
  readonly lines: readonly string[];
  /** The endpoint of an MCP server. */
  readonly url?: string;
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
  /** Redirect URIs of a client that is to be registered at a stand-in, to try the server with. */
  readonly applicationUris?: readonly string[] | undefined;
}): Promise<StandalonePart> {
  const { startResourceServer } = await import('../../servers/resource/reference/index.ts');
  const { freePort } = await import('./free-port.ts');
  const { definition, applicationUris } = options;
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}/mcp`;
  const [newest] = options.revisions.toReversed();
  if (newest === undefined) throw new TargetError('revision', 'the server needs a revision to speak');
  const provider = await startProviderOf(definition, url, applicationUris);
  const { live } = provider;
  try {
    const verify = await tokenVerifier(live, url, newest);
    const server = await startResourceServer({
      revisions: options.revisions,
      scoped: await knowsToolScope(live, fetch),
      issuer: live.issuer,
      verifyToken: live.started ? withPeople(verify) : verify,
      port,
      faults: options.faults,
    });
    return {
      url: server.url,
      lines: [`MCP server            ${server.url}`, ...provider.lines],
      ...(provider.ca === undefined ? {} : { ca: provider.ca }),
      close: async () => {
        await server.close();
        await provider.stop();
      },
    };
  } catch (error) {
    await provider.stop();
    throw error;
  }
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
