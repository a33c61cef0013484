import type { ResponseCacheStore } from '@modelcontextprotocol/client';
import type { Revision } from '../../harness/catalogue/vocabulary.ts';
import type { OAuthSession } from './session.ts';

/** One MCP connection of an SDK, reduced to what the reference client does with it. */
export interface Connection {
  readonly connect: () => Promise<void>;
  readonly callTool: (name: string, args: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly listTools: () => Promise<unknown>;
  /** Hands a checked authorization response to the SDK, which redeems the code. */
  readonly finishAuthorization: (response: URLSearchParams) => Promise<void>;
  readonly close: () => Promise<void>;
  /** Whether an error of this connection means that the user must authorize first. */
  readonly isUnauthorized: (error: unknown) => boolean;
  /** What the server says it is, once connected. */
  readonly server: () => ServerFacts;
}

export interface ServerFacts {
  readonly name: string | null;
  /** The revision that was agreed on. */
  readonly revision: string | null;
}

const clientInfo = { name: 'mcp-conformance-reference-client', version: '1.0.0' };

/** Results that outlive the connection they came by; the SDK (2.x) makes the store when it first needs one. */
export interface KeptResults {
  store: ResponseCacheStore | null;
}

/** Opens a connection: the 1.x SDK for the dated wire, the 2.x SDK for 2026-07-28, and `auto` for what the server speaks. */
export function openConnection(
  revision: Revision | 'auto',
  serverUrl: string,
  session: OAuthSession,
  fetch: typeof globalThis.fetch,
  kept?: KeptResults,
): Promise<Connection> {
  if (revision === 'auto') return negotiated('auto', serverUrl, session, fetch, kept);
  return revision === '2026-07-28'
    ? negotiated({ pin: revision }, serverUrl, session, fetch, kept)
    : dated(serverUrl, session, fetch);
}

async function dated(
  serverUrl: string,
  session: OAuthSession,
  fetch: typeof globalThis.fetch,
): Promise<Connection> {
  const [{ Client }, { StreamableHTTPClientTransport }, { UnauthorizedError }] = await Promise.all([
    import('@modelcontextprotocol/sdk/client/index.js'),
    import('@modelcontextprotocol/sdk/client/streamableHttp.js'),
    import('@modelcontextprotocol/sdk/client/auth.js'),
  ]);
  const client = new Client(clientInfo);
  const transport = new StreamableHTTPClientTransport(new URL(serverUrl), {
    authProvider: session as never,
    fetch,
  });
  return {
    connect: () => client.connect(transport as never),
    callTool: (name, args) => client.callTool({ name, arguments: { ...args } }),
    listTools: () => client.listTools(),
    finishAuthorization: (response) => transport.finishAuth(response.get('code') ?? ''),
    close: async () => {
      await transport.terminateSession().catch(() => undefined);
      await client.close();
    },
    isUnauthorized: (error) => error instanceof UnauthorizedError,
    server: () => ({
      name: client.getServerVersion()?.name ?? null,
      revision: transport.protocolVersion ?? null,
    }),
  };
}

async function negotiated(
  mode: 'auto' | { readonly pin: '2026-07-28' },
  serverUrl: string,
  session: OAuthSession,
  fetch: typeof globalThis.fetch,
  kept: KeptResults | undefined,
): Promise<Connection> {
  const { Client, InMemoryResponseCacheStore, StreamableHTTPClientTransport, UnauthorizedError } =
    await import('@modelcontextprotocol/client');
  if (kept) kept.store ??= new InMemoryResponseCacheStore();
  const client = new Client(clientInfo, {
    versionNegotiation: { mode },
    ...(kept?.store ? { responseCacheStore: kept.store } : {}),
  });
  const transport = new StreamableHTTPClientTransport(new URL(serverUrl), {
    authProvider: session as never,
    fetch,
  });
  return {
    connect: () => client.connect(transport),
    callTool: (name, args) => client.callTool({ name, arguments: { ...args } }),
    listTools: () => client.listTools(),
    finishAuthorization: (response) => transport.finishAuth(response),
    close: async () => {
      // Where the dated wire was agreed on there is a session to end.
      if (mode === 'auto') await transport.terminateSession().catch(() => undefined);
      await client.close();
    },
    isUnauthorized: (error) => error instanceof UnauthorizedError,
    server: () => ({
      name: client.getServerVersion()?.name ?? null,
      revision: client.getNegotiatedProtocolVersion() ?? null,
    }),
  };
}
