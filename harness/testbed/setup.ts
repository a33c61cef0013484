import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import type { Revision } from '../catalogue/vocabulary.ts';
import type { ProviderDefinition, StartedProvider, User } from '../define/provider.ts';
import type { DocumentHosting, ServerMetadata } from '../define/provider-probe.ts';
import type { ToolScopes } from '../define/resource-probe.ts';
import type { SignInDriver } from '../sign-in/driver.ts';
import type { Party } from '../trace/exchange.ts';
import type { Gate } from '../trace/http.ts';
import type { Connections, Supervise } from '../trace/open-http.ts';
import type { WireResponse } from '../trace/trace.ts';
import type { IdleSessions } from './sessions.ts';

/** A provider that answers, with what its definition says about it. */
export interface LiveProvider {
  readonly definition: ProviderDefinition<string>;
  readonly issuer: string;
  readonly started: StartedProvider | null;
  readonly users: readonly User<string>[];
}

/** An MCP server that answers. */
export interface LiveResource {
  /** The MCP endpoint. */
  readonly url: string;
  readonly tools: ToolScopes;
  readonly stateless: boolean;
  /** Whether it is ours, and so may be restarted or switched to faults. */
  readonly isReference: boolean;
  /** What a report calls it. */
  readonly name: string;
}

/** What probes need to know of the testbed they speak to. */
export interface Setup {
  readonly revision: Revision;
  readonly provider: LiveProvider;
  readonly resource: LiveResource;
  readonly driver: SignInDriver;
  readonly connections: Connections;
  readonly partyOf: (url: string) => Party;
  /** Milliseconds for one exchange. */
  readonly timeoutMs: number;
  /** Milliseconds for one run of a client that is a command. */
  readonly clientMs?: number | undefined;
  readonly signal: AbortSignal;
  /** Where every request of ours waits before it leaves; for stepping through a flow. */
  readonly gate?: Gate | undefined;
  /** Keeps an MCP server in a process of its own alive. */
  readonly supervise?: Supervise;
  readonly shared: SharedState;
  readonly documents: DocumentHost;
}

/** What scenarios of one testbed share: clients, sessions, tokens and the account of what was registered. */
export interface SharedState {
  readonly clients: Map<string, Promise<unknown>>;
  readonly sessions: IdleSessions;
  readonly tokens: Map<string, Promise<unknown>>;
  /** What MCP servers of others say that they need, by URL. */
  readonly scopes: Map<string, Promise<unknown>>;
  readonly mcpSessions: Map<string, Promise<string | null>>;
  readonly registered: RegisteredRecord[];
  /** A JSON-RPC id that no request of this testbed had: sessions are shared, and their ids may not recur. */
  readonly nextRequestId: () => number;
  /** Metadata documents, fetched once. */
  metadata: Promise<readonly ServerMetadata[]> | null;
}

/** A client that the run registered, with what RFC 7592 gave to remove it again. */
export interface RegisteredRecord {
  readonly clientId: string;
  readonly managementUrl: string | null;
  readonly managementToken: string | null;
}

/** Serves client ID metadata documents in memory, for providers that take the fetch from us. */
export interface DocumentHost {
  readonly available: boolean;
  /** Puts a document up; `onFetched` hears of every time that it is handed out. */
  readonly put: (document: DocumentHosting, onFetched?: OnFetched) => HostedEntry;
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
}

/** Hears of a document that was handed out, and with which answer. */
export type OnFetched = (url: string, answer: WireResponse) => void;

export interface HostedEntry {
  readonly url: string;
  readonly hits: () => number;
  readonly replace: (document: DocumentHosting) => void;
}

/** A form needs a user to be filled in with; with other drivers a person or the definition's code signs in. */
export function nobodyToSignIn({ provider, driver }: Pick<Setup, 'provider' | 'driver'>): boolean {
  return provider.users.length === 0 && driver.name === 'form';
}

/** State for a testbed that has just been opened. */
export function emptySharedState(): SharedState {
  let requestId = 0;
  return {
    clients: new Map(),
    sessions: new Map(),
    tokens: new Map(),
    scopes: new Map(),
    mcpSessions: new Map(),
    registered: [],
    nextRequestId: () => (requestId += 1),
    metadata: null,
  };
}

/** Computes a value once for all scenarios that ask for it; a failure is not kept. */
export function once<Value>(
  store: Map<string, Promise<unknown>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = store.get(key) as Promise<Value> | undefined;
  if (known) return known;
  const made = make();
  store.set(key, made);
  made.catch(() => store.delete(key));
  return made;
}

/** The scenario cannot go on; what it has not judged yet stays undecided for this reason. */
export class Blocked extends Error {
  /** Requirements that, if one of them is broken, explain why the scenario could not go on. */
  readonly causes: readonly RequirementId[];

  constructor(reason: string, causes: readonly RequirementId[] = []) {
    super(reason);
    this.name = 'Blocked';
    this.causes = causes;
  }
}
