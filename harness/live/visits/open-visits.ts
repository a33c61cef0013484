import { revisions } from '../../catalogue/vocabulary.ts';
import type { KeptRegistrations, User } from '../../define/provider.ts';
import { openDriver } from '../../sign-in/open-driver.ts';
import { staticClients } from '../../testbed/clients.ts';
import { fetchRecorded } from '../../testbed/fetch-recorded.ts';
import { openGuestTap } from '../../testbed/guest-tap.ts';
import type { Setup } from '../../testbed/setup.ts';
import { Trace } from '../../trace/trace.ts';
import type { LiveSetup } from '../live-setup.ts';
import { openBed } from '../open-bed.ts';
import type { Arrival } from './identity.ts';
import { tellApart, type Visit } from './tell-apart.ts';

/** What outlives one testbed for visitors, because clients keep it in their configuration. */
export interface Premises {
  /** The ports of the MCP server and the authorization server; taken when they are free. */
  ports: { resource?: number | undefined; provider?: number | undefined };
  readonly registrations: KeptRegistrations;
  /** Digests of tokens that clients have used here. */
  readonly tokens: Set<string>;
}

/** Premises on any ports that are free. */
export function anyPremises(): Premises {
  return { ports: {}, registrations: new Map(), tokens: new Set() };
}

/** A testbed that any client may connect to; all that comes is recorded where it arrives. */
export interface Visits extends AsyncDisposable {
  /** The MCP endpoint. */
  readonly url: string;
  readonly issuer: string;
  readonly users: readonly User<string>[];
  readonly setup: Setup;
  /** Ids of clients that anybody may use. */
  readonly known: ReadonlySet<string>;
  /** Clients that registered themselves here, now or before. */
  readonly registered: () => ReadonlySet<string>;
  readonly trace: () => Trace;
  /** Those that came so far, told apart. */
  readonly all: () => readonly Visit[];
  /** Begins a new trace. */
  readonly forget: () => void;
}

/**
 * Opens a testbed for visitors, and tells `changed` of every exchange. The ports that it gets are left in `premises`.
 * Throws a `TargetError` when a part does not come up.
 */
export async function openVisits(
  setup: LiveSetup,
  changed: () => void,
  premises: Premises = anyPremises(),
): Promise<Visits> {
  const ending = new AbortController();
  const connections = new Map<string, string>();
  let count = 0;
  const begin = () => {
    count += 1;
    return new Trace({ idPrefix: `visit${count}.`, onExchange: changed });
  };
  let trace = begin();
  const guests = openGuestTap(
    () => trace,
    (id, connection) => connections.set(id, connection),
  );
  const spent = new Set(premises.tokens);
  const admits = (digest: string) => !spent.has(digest) && premises.tokens.add(digest).has(digest);
  const bed = await openBed({
    ...setup,
    driver: await openDriver(setup.definition.signIn),
    signal: ending.signal,
    tap: guests.tap,
    guests: {
      ...premises,
      revisions: alsoSpoken(setup),
      admits,
      fetchDocument: (url, init) => fetchRecorded(trace, String(url), init),
    },
  });
  const parts = bed.testbed.setup;
  guests.serve(parts);
  const { resource, provider } = parts;
  premises.ports = { resource: portOf(resource.url), provider: portOf(provider.issuer) };
  const known = new Set(staticClients(parts).map(({ clientId }) => clientId));
  return {
    url: resource.url,
    issuer: provider.issuer,
    users: provider.users,
    setup: parts,
    known,
    registered: () => new Set([...premises.registrations.values()].flatMap((kept) => [...kept.keys()])),
    trace: () => trace,
    all: () =>
      tellApart(
        trace.exchanges.map((exchange) => arrival(exchange)),
        trace.secrets,
        known,
      ),
    forget: () => {
      trace = begin();
      connections.clear();
      changed();
    },
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      await bed[Symbol.asyncDispose]();
    },
  };

  function arrival(exchange: Arrival['exchange']): Arrival {
    return { exchange, connection: connections.get(exchange.id) ?? exchange.id };
  }
}

/** A client speaks what it speaks: the revisions before the chosen one are served, too, but the first, which has no resource metadata. */
function alsoSpoken({ revision }: LiveSetup) {
  return revisions.filter((other) => other !== '2025-03-26' && other < revision);
}

/** The port of a part that stands on loopback, or `undefined`. */
function portOf(url: string): number | undefined {
  const { hostname, port } = new URL(url);
  return hostname === '127.0.0.1' && port !== '' ? Number(port) : undefined;
}
