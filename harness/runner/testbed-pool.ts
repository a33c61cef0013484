import type { Revision } from '../catalogue/vocabulary.ts';
import type { NamedFault } from '../testbed/fault-registry.ts';
import { fetchRecorded } from '../testbed/fetch-recorded.ts';
import { openGuestTap } from '../testbed/guest-tap.ts';
import { openTestbed, type Testbed, type TestbedOptions } from '../testbed/testbed.ts';
import { type Connections, openConnections } from '../trace/open-http.ts';
import type { Trace } from '../trace/trace.ts';
import { openPlace } from './one-place.ts';

/**
 * Testbeds: one for each revision and set of faults of the parts that listen, opened when first needed.
 *
 * Client faults do not count: a client is made anew for each scenario, whoever else uses the testbed.
 */
export interface TestbedPool extends AsyncDisposable {
  readonly connections: Connections;
  /** A testbed that others use as well, and that is kept. */
  readonly get: (revision: Revision, faults: readonly NamedFault[]) => Promise<Testbed>;
  /**
   * The testbed for one scenario, which gives it back: a shared one, unless its faults remember what they saw, or the
   * client is somebody else's, and is recorded in `trace` where its requests arrive.
   */
  readonly borrow: (revision: Revision, faults: readonly NamedFault[], trace: Trace) => Promise<Testbed>;
  /** Those that were opened and are kept until the end. */
  readonly opened: () => Promise<readonly Testbed[]>;
}

type PoolOptions = Omit<TestbedOptions, 'revision' | 'faults' | 'connections'>;

/** Opens an empty pool. */
export function openTestbedPool(options: PoolOptions): TestbedPool {
  // A provider that knows one MCP endpoint only has us listen there, whatever the revision.
  const isFixed = options.definition.resource !== undefined && options.serverUrl === undefined;
  return isFixed ? openTurns(options) : openSideBySide(options);
}

function openSideBySide(options: PoolOptions): TestbedPool {
  const testbeds = new Map<string, Promise<Testbed>>();
  const connections = openConnections();
  const open = (revision: Revision, faults: readonly NamedFault[]) =>
    openTestbed({ ...options, connections, revision, faults });
  const get: TestbedPool['get'] = (revision, faults) => {
    const { key, listening } = identityOf(revision, faults);
    const known = testbeds.get(key);
    if (known) return known;
    const opened = open(revision, listening);
    testbeds.set(key, opened);
    return opened;
  };
  const settled = async () => {
    const all = await Promise.allSettled(testbeds.values());
    return all.flatMap((entry) => (entry.status === 'fulfilled' ? [entry.value] : []));
  };
  return {
    connections,
    get,
    borrow: async (revision, faults, trace) => {
      if (options.client) return openForGuest({ ...options, connections, revision, faults }, trace);
      if (faults.some(({ remembers }) => remembers)) return open(revision, faults);
      return { ...(await get(revision, faults)), [Symbol.asyncDispose]: async () => {} };
    },
    opened: settled,
    [Symbol.asyncDispose]: async () => closeAll(await settled(), connections),
  };
}

/** A testbed of its own for a client that records nothing itself. */
async function openForGuest(options: TestbedOptions, trace: Trace): Promise<Testbed> {
  const guests = openGuestTap(() => trace);
  const testbed = await openTestbed({
    ...options,
    tap: guests.tap,
    guests: {
      revisions: [],
      ports: {},
      registrations: new Map(),
      admits: () => true,
      fetchDocument: (url, init) => fetchRecorded(trace, String(url), init),
    },
  });
  guests.serve(testbed.setup);
  return testbed;
}

/** Testbeds that cannot stand side by side: one closes its MCP server before the next opens. */
function openTurns(options: PoolOptions): TestbedPool {
  const connections = openConnections();
  const place = openPlace();
  const opened: Testbed[] = [];
  const enter = (revision: Revision, faults: readonly NamedFault[]) => {
    const { key, listening } = identityOf(revision, faults);
    const once = listening.some(({ remembers }) => remembers) ? ` ${opened.length}` : '';
    return place.enter(key + once, async () => {
      const testbed = await openTestbed({ ...options, connections, revision, faults: listening });
      opened.push(testbed);
      return testbed;
    });
  };
  return {
    connections,
    get: async (revision, faults) => {
      const testbed = await enter(revision, faults);
      place.release();
      return testbed;
    },
    borrow: async (revision, faults) => {
      const testbed = await enter(revision, faults);
      return { ...testbed, [Symbol.asyncDispose]: async () => place.release() };
    },
    opened: async () => opened,
    [Symbol.asyncDispose]: () => closeAll(opened, connections),
  };
}

function identityOf(revision: Revision, faults: readonly NamedFault[]) {
  const listening = faults.filter(({ role }) => role !== 'client');
  return { listening, key: [revision, ...listening.map(({ id }) => id).toSorted()].join(' ') };
}

/** Closes them all: one that does not end well must not keep the others from ending. */
async function closeAll(testbeds: readonly Testbed[], connections: Connections): Promise<void> {
  const ended = await Promise.allSettled(testbeds.map((testbed) => testbed[Symbol.asyncDispose]()));
  connections.close();
  const broken = ended.find((entry) => entry.status === 'rejected');
  if (broken) throw broken.reason;
}
