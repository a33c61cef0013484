import type { RegistrationMode, Revision } from '../catalogue/vocabulary.ts';
import type { ClientProbe } from '../define/client-probe.ts';
import type { KeptRegistrations, ProviderDefinition } from '../define/provider.ts';
import type { ProviderProbe } from '../define/provider-probe.ts';
import type { ResourceProbe, TokenSource } from '../define/resource-probe.ts';
import type { SignInDriver } from '../sign-in/driver.ts';
import type { Gate } from '../trace/http.ts';
import { type Connections, openConnections, type Supervise } from '../trace/open-http.ts';
import type { ServerTap } from '../trace/server-tap.ts';
import type { Trace } from '../trace/trace.ts';
import { openClientProbe } from './client-probe.ts';
import { type CommandUnderTest, openCommandProbe } from './command-probe.ts';
import { openDocumentHost } from './document-host.ts';
import type { NamedFault } from './fault-registry.ts';
import { partiesOf } from './parties.ts';
import { planResource, type ResourceTarget } from './plan-resource.ts';
import { openProviderProbe } from './provider-probe.ts';
import {
  externalResource,
  type RunningResource,
  startOwnResource,
  startReferenceResource,
} from './resource.ts';
import { openResourceProbe } from './resource-probe.ts';
import { openSessions, type Sessions } from './sessions.ts';
import { emptySharedState, type LiveProvider, type Setup } from './setup.ts';
import { standInUsers, startAnotherProvider, startProvider } from './start-provider.ts';
import type { Supervisor } from './supervise.ts';
import { openTokenSource } from './token-source.ts';

export interface TestbedOptions {
  readonly definition: ProviderDefinition<string>;
  readonly revision: Revision;
  /** Faults of the parts that listen; those of the client are switched on with the probes. */
  readonly faults: readonly NamedFault[];
  /** The MCP server under test; ours is started when left out. */
  readonly serverUrl?: string | undefined;
  /** Which of the MCP servers that the definition brings along is started; none: ours. */
  readonly serverVariant?: string | undefined;
  readonly driver: SignInDriver;
  readonly connections: Connections;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Records the requests of callers that are not ours, at the parts that we host. */
  readonly tap?: ServerTap | undefined;
  /** Where every request of ours waits before it leaves; for stepping through a flow. */
  readonly gate?: Gate | undefined;
  /** A client of somebody else in place of the reference client. */
  readonly client?: CommandUnderTest | undefined;
  /** What clients that are not ours need beside; none come when left out. */
  readonly guests?: Guests | undefined;
}

/** What a testbed has for clients that are not ours, and that nobody told about it. */
export interface Guests {
  /** Revisions that the MCP server speaks beside the testbed's own: it takes what a client speaks. */
  readonly revisions: readonly Revision[];
  /** Where the parts stand if they can, as clients have the addresses in their configuration. */
  readonly ports: { readonly resource?: number | undefined; readonly provider?: number | undefined };
  /** Clients that registered when the parts stood there before, as clients keep their registrations. */
  readonly registrations: KeptRegistrations;
  /** Fetches the metadata document by which a client identifies itself. */
  readonly fetchDocument: typeof fetch;
  /**
   * Takes a token that is good, by its digest, or refuses it: one that was used when the parts stood there before, so that
   * whoever comes signs in anew.
   */
  readonly admits: (digest: string) => boolean;
}

/** A running client, resource server and provider, wired together. */
export interface Testbed extends AsyncDisposable {
  readonly setup: Setup;
  /** Ends the MCP server alone, so that another testbed may have its port; what was registered can still be removed. */
  readonly vacate: () => Promise<void>;
  /** What happened to a server in a process of its own that no request explains. */
  readonly incidents: () => readonly string[];
  /** Opens the probes of one scenario, all recording into its trace, the client with faults of its own. */
  readonly probes: (
    trace: Trace,
    mode: RegistrationMode,
    clientFaults?: readonly NamedFault[],
    scenario?: string,
  ) => Promise<{
    readonly provider: ProviderProbe;
    readonly resource: ResourceProbe;
    readonly client: ClientProbe;
    readonly tokens: TokenSource;
    /** Ends the client and gives the sessions back. */
    readonly close: () => Promise<void>;
  }>;
}

/** Milliseconds that an MCP server in a process of its own has to start. */
const startMs = 30_000;

/** Starts what a revision needs; throws a `TargetError` when a part does not come up. */
export async function openTestbed(options: TestbedOptions): Promise<Testbed> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await openOnce(options);
    } catch (error) {
      if (!isPortTaken(error) || tries === portTries) throw error;
    }
  }
}

/** A free port may be taken by another program before we listen on it; a run beside ours does just that. */
const portTries = 4;

function isPortTaken(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string; message?: string } };
  // A server in a process of its own says it in words.
  return [code, cause?.code].includes('EADDRINUSE') || /\bEADDRINUSE\b/.test(cause?.message ?? '');
}

async function openOnce(options: TestbedOptions): Promise<Testbed> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    const failures: unknown[] = [];
    for (const closer of closers.splice(0).toReversed()) {
      await closer().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  };
  try {
    const assembled = await assemble(options, closers);
    const { setup } = assembled;
    return {
      ...assembled,
      probes: (trace, mode, clientFaults = [], scenario = '') =>
        openProbes(setup, trace, mode, (sessions) =>
          options.client
            ? openCommandProbe(setup, trace, { mode, scenario, under: options.client })
            : openClientProbe(setup, trace, mode, sessions, clientFaults),
        ),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openProbes(
  setup: Setup,
  trace: Trace,
  mode: RegistrationMode,
  openClient: (sessions: Sessions) => Promise<ClientProbe>,
) {
  const sessions = openSessions(setup.shared.sessions);
  const provider = openProviderProbe(setup, trace, mode, sessions);
  const client = await openClient(sessions);
  const tokens = openTokenSource(setup, provider);
  return {
    provider,
    tokens,
    resource: openResourceProbe(setup, trace, tokens),
    client,
    close: async () => {
      await client.disconnect().catch(() => undefined);
      sessions.release();
    },
  };
}

async function assemble(
  options: TestbedOptions,
  closers: (() => Promise<void>)[],
): Promise<Pick<Testbed, 'setup' | 'incidents' | 'vacate'>> {
  const { definition, revision } = options;
  const documents = openDocumentHost(definition.start !== undefined, options.guests?.fetchDocument);
  const target = await planResource(options);
  const started = await startProvider(options, target.url, documents.fetch);
  if (started) closers.push(started.stop);
  const issuer = started?.issuer ?? definition.issuer ?? '';
  const users = definition.users ?? (started ? standInUsers : []);
  const provider = { definition, issuer, started, users };
  const connections = trusting(options.connections, started?.ca ?? definition.ca, closers);
  const startAnother = async () => {
    const another = await startAnotherProvider(options, target.url, documents.fetch);
    closers.push(another.stop);
    return another.provider;
  };
  const resource = await openResource({ ...options, connections }, target, provider, startAnother);
  let ending: Promise<void> | null = null;
  const vacate = () => {
    ending ??= resource.close();
    return ending;
  };
  closers.push(vacate);
  const { live, supervisor } = resource;
  const partyOf = partiesOf({ resourceUrl: live.url, issuer });
  const setup: Setup = {
    revision,
    provider,
    resource: live,
    driver: options.driver,
    connections,
    partyOf,
    timeoutMs: options.timeoutMs,
    clientMs: options.client?.limitMs,
    signal: options.signal,
    gate: options.gate,
    ...(supervisor ? { supervise: supervised(supervisor, live.url) } : {}),
    shared: emptySharedState(),
    documents,
  };
  return { setup, vacate, incidents: supervisor?.incidents ?? (() => []) };
}

/** The run's connections, or some of this testbed alone where the provider's TLS is its own. */
function trusting(
  shared: Connections,
  ca: string | undefined,
  closers: (() => Promise<void>)[],
): Connections {
  if (ca === undefined) return shared;
  const own = openConnections({ ca });
  closers.push(async () => own.close());
  return own;
}

function supervised({ attempt }: Supervisor, resourceUrl: string): Supervise {
  const { origin } = new URL(resourceUrl);
  return (url, make) => (url.startsWith(`${origin}/`) ? attempt(make) : make());
}

async function openResource(
  options: TestbedOptions,
  target: ResourceTarget,
  provider: LiveProvider,
  startAnother: () => Promise<LiveProvider>,
): Promise<RunningResource> {
  if (options.serverUrl !== undefined) return externalResource(options.serverUrl);
  if (options.serverVariant !== undefined) {
    // An interrupted run still ends with a report: a start under way is waited for, for it is short.
    const signal = AbortSignal.timeout(startMs);
    return startOwnResource(options.serverVariant, { ...options, target, provider, signal });
  }
  return startReferenceResource({ ...options, target, provider, startAnother });
}
