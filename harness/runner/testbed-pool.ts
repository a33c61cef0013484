import type { Revision } from '../catalogue/vocabulary.ts';
import type { NamedFault } from '../testbed/fault-registry.ts';
import { openTestbed, type Testbed, type TestbedOptions } from '../testbed/testbed.ts';
import { type Connections, openConnections } from '../trace/open-http.ts';

/**
 * Testbeds: one for each revision and set of faults of the parts that listen, opened when first needed.
 *
 * Client faults do not count: a client is made anew for each scenario, whoever else uses the testbed.
 */
export interface TestbedPool extends AsyncDisposable {
  readonly connections: Connections;
  /** A testbed that others use as well, and that is kept. */
  readonly get: (revision: Revision, faults: readonly NamedFault[]) => Promise<Testbed>;
  /** The testbed for one scenario, which gives it back: a shared one, unless its faults remember what they saw. */
  readonly borrow: (revision: Revision, faults: readonly NamedFault[]) => Promise<Testbed>;
  /** Those that were opened and are kept until the end. */
  readonly opened: () => Promise<readonly Testbed[]>;
}

/** Opens an empty pool. */
export function openTestbedPool(
  options: Omit<TestbedOptions, 'revision' | 'faults' | 'connections'>,
): TestbedPool {
  const testbeds = new Map<string, Promise<Testbed>>();
  const connections = openConnections();
  const open = (revision: Revision, faults: readonly NamedFault[]) =>
    openTestbed({ ...options, connections, revision, faults });
  const get: TestbedPool['get'] = (revision, faults) => {
    const listening = faults.filter(({ role }) => role !== 'client');
    const key = [revision, ...listening.map(({ id }) => id).toSorted()].join(' ');
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
    borrow: async (revision, faults) => {
      if (faults.some(({ remembers }) => remembers)) return open(revision, faults);
      return { ...(await get(revision, faults)), [Symbol.asyncDispose]: async () => {} };
    },
    opened: settled,
    [Symbol.asyncDispose]: async () => {
      // One that does not end well must not keep the others from ending.
      const ended = await Promise.allSettled(
        (await settled()).map((testbed) => testbed[Symbol.asyncDispose]()),
      );
      connections.close();
      const broken = ended.find((entry) => entry.status === 'rejected');
      if (broken) throw broken.reason;
    },
  };
}
