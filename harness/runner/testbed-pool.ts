import type { Revision } from '../catalogue/vocabulary.ts';
import type { NamedFault } from '../testbed/fault-registry.ts';
import { openTestbed, type Testbed, type TestbedOptions } from '../testbed/testbed.ts';

/** Testbeds of a run: one for each revision and set of faults, opened when first needed. */
export interface TestbedPool extends AsyncDisposable {
  readonly get: (revision: Revision, faults: readonly NamedFault[]) => Promise<Testbed>;
  /** Those that were opened and are kept until the end. */
  readonly opened: () => Promise<readonly Testbed[]>;
}

/** Opens an empty pool. */
export function openTestbedPool(options: Omit<TestbedOptions, 'revision' | 'faults'>): TestbedPool {
  const testbeds = new Map<string, Promise<Testbed>>();
  const settled = async () => {
    const all = await Promise.allSettled(testbeds.values());
    return all.flatMap((entry) => (entry.status === 'fulfilled' ? [entry.value] : []));
  };
  return {
    get: (revision, faults) => {
      const key = [revision, ...faults.map(({ id }) => id).toSorted()].join(' ');
      const known = testbeds.get(key);
      if (known) return known;
      const opened = openTestbed({ ...options, revision, faults });
      testbeds.set(key, opened);
      return opened;
    },
    opened: settled,
    [Symbol.asyncDispose]: async () => {
      for (const testbed of await settled()) await testbed[Symbol.asyncDispose]();
    },
  };
}
