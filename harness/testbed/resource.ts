import { createHash } from 'node:crypto';
import type { TokenVerifier } from '../../servers/resource/reference/index.ts';
import type { Revision } from '../catalogue/vocabulary.ts';
import { BugError, TargetError } from '../define/error.ts';
import type { ToolScopes } from '../define/resource-probe.ts';
import type { Connections } from '../trace/open-http.ts';
import type { ServerTap } from '../trace/server-tap.ts';
import type { NamedFault } from './fault-registry.ts';
import { freePort } from './free-port.ts';
import { knowsToolScope, toolScope } from './known-scopes.ts';
import { startPassThrough } from './pass-through.ts';
import { plainFetch } from './plain-fetch.ts';
import type { LiveProvider, LiveResource } from './setup.ts';
import { type Supervisor, superviseServer } from './supervise.ts';
import type { Guests } from './testbed.ts';

/** An MCP server that a testbed can speak to, and give up. */
export interface RunningResource {
  readonly live: LiveResource;
  readonly close: () => Promise<void>;
  /** For a server in a process of its own. */
  readonly supervisor?: Supervisor;
  readonly exited?: () => Promise<string>;
}

const undeclaredTools: ToolScopes = {
  whoami: null,
  basic: null,
  elevated: null,
  effects: null,
  broader: null,
  handles: null,
  roundTrip: null,
};

/** An MCP server of somebody else: nothing is known of its tools. */
export function externalResource(url: string): RunningResource {
  const live = { url, tools: undeclaredTools, stateless: false, isReference: false, name: 'MCP server' };
  return { live, close: async () => {} };
}

/** The tools of the reference server and what they need. */
function referenceTools(revision: Revision, scoped: boolean): ToolScopes {
  const stateless = revision === '2026-07-28';
  return {
    whoami: 'whoami',
    basic: scoped ? toolScope : null,
    elevated: scoped ? { tool: 'write_note', scope: 'mcp:write', arguments: { text: 'a note' } } : null,
    effects: 'read_notes',
    broader: scoped ? 'mcp:admin' : null,
    handles: stateless ? { open: 'open_handle', read: 'read_handle', argument: 'handle' } : null,
    roundTrip: stateless ? 'confirm' : null,
  };
}

export interface ReferenceResourceOptions {
  readonly revision: Revision;
  readonly target: { readonly url: string; readonly port: number };
  readonly provider: LiveProvider;
  readonly faults: readonly NamedFault[];
  readonly connections: Connections;
  /** Starts a second authorization server, for faults that name one. */
  readonly startAnother: () => Promise<LiveProvider>;
  /** Records the requests of callers that are not ours. */
  readonly tap?: ServerTap | undefined;
  readonly guests?: Guests | undefined;
}

/** Starts the MCP server that a provider brings along, in a process of its own. */
export async function startOwnResource(
  variant: string,
  options: Pick<ReferenceResourceOptions, 'revision' | 'provider' | 'target' | 'tap'> & {
    signal: AbortSignal;
  },
): Promise<RunningResource> {
  const { revision, provider, target, tap, signal } = options;
  const { resourceServer } = provider.definition;
  if (!resourceServer) throw new BugError('A variant was asked for of a server that is not there.');
  const { environment = {}, ca = provider.definition.ca } = provider.started ?? {};
  const { url } = target;
  const port = tap ? await freePort() : target.port;
  const server = await resourceServer
    .start({ url, port, variant, issuer: provider.issuer, revision, environment, ca, signal })
    .catch((cause: unknown) => {
      const message = `${resourceServer.name} (${variant}) did not start: ${(cause as Error).message}`;
      throw new TargetError('resource-server', message, { cause });
    });
  const live = {
    url: target.url,
    tools: { ...undeclaredTools, ...server.tools },
    stateless: false,
    isReference: false,
    name: `${resourceServer.name} (${variant})`,
  };
  const front =
    tap &&
    (await startPassThrough({ ...target, to: port, tap, restart: server.restart }).catch(async (error) => {
      await server.stop();
      throw error;
    }));
  const close = async () => {
    await front?.close();
    await server.stop();
  };
  return { live, close, exited: server.exited, supervisor: superviseServer(server) };
}

/** Starts our MCP server for one revision, trusting the provider's tokens. */
export async function startReferenceResource(options: ReferenceResourceOptions): Promise<RunningResource> {
  const { startResourceServer } = await import('../../servers/resource/reference/index.ts');
  const { revision, provider, target } = options;
  const fetch = plainFetch(options.connections);
  const scoped = await knowsToolScope(provider, fetch);
  const server = await startResourceServer({
    scoped,
    revisions: [...(options.guests?.revisions ?? []), revision],
    issuer: provider.issuer,
    verifyToken: admitted(options.guests, await tokenVerifier(provider, target.url, revision, fetch)),
    port: target.port,
    faults: options.faults.filter(({ role }) => role === 'resource-server'),
    otherProvider: async () => {
      const other = await options.startAnother();
      const verifyToken = await tokenVerifier(other, target.url, revision, fetch);
      return { issuer: other.issuer, verifyToken };
    },
    ...(revision === '2025-03-26' && provider.started?.handler ? { fallback: provider.started.handler } : {}),
    ...(options.tap ? { tap: options.tap } : {}),
  });
  const stateless = revision === '2026-07-28';
  const live = {
    url: server.url,
    tools: referenceTools(revision, scoped),
    stateless,
    isReference: true,
    name: 'reference server',
  };
  return { live, close: () => server.close() };
}

/** Takes only tokens that the guests' host admits. */
function admitted(guests: Guests | undefined, verify: TokenVerifier): TokenVerifier {
  if (!guests) return verify;
  return async (token, checks) => {
    const verified = await verify(token, checks);
    if (guests.admits(createHash('sha256').update(token).digest('base64url'))) return verified;
    throw new Error('the token was used at a server that stood here before');
  };
}

/** How our server verifies the provider's tokens, as the definition says. */
export async function tokenVerifier(
  { definition, issuer }: LiveProvider,
  audience: string,
  revision: Revision,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<TokenVerifier> {
  const { introspectingTokenVerifier, jwtTokenVerifier } = await import(
    '../../servers/resource/reference/index.ts'
  );
  const { tokens } = definition;
  // Tokens of 2025-03-26 carry no audience that could be checked.
  const bound = revision === '2025-03-26' ? {} : { audience };
  switch (tokens?.kind) {
    case 'jwt':
      return jwtTokenVerifier({
        issuer: tokens.issuer ?? issuer,
        ...(tokens.jwksUri ? { jwksUri: tokens.jwksUri } : {}),
        ...bound,
        fetch,
      });
    case 'introspection':
      return introspectingTokenVerifier({
        endpoint: tokens.endpoint ?? '',
        clientId: String(tokens.clientId ?? ''),
        clientSecret: String(tokens.clientSecret ?? ''),
        ...bound,
        fetch,
      });
    case 'verify':
      return tokens.verify;
    case undefined:
      return () => Promise.reject(new Error('the provider definition does not say how tokens are verified'));
    default:
      return tokens satisfies never;
  }
}
