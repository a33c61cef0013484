import type { NamedFault } from '../testbed/fault-registry.ts';
import { openTestbed, type Testbed, type TestbedOptions } from '../testbed/testbed.ts';
import { openConnections } from '../trace/open-http.ts';

/** A testbed with the connections that end with it. */
export interface Bed extends AsyncDisposable {
  readonly testbed: Testbed;
}

/** Opens a testbed of the playground; throws a `TargetError` when a part does not come up. */
export async function openBed(
  options: Omit<TestbedOptions, 'connections' | 'timeoutMs' | 'faults'> & {
    readonly faults: readonly NamedFault[];
  },
): Promise<Bed> {
  const connections = openConnections();
  try {
    const testbed = await openTestbed({ ...options, connections, timeoutMs: flowTimeoutMs });
    return {
      testbed,
      [Symbol.asyncDispose]: async () => {
        await testbed[Symbol.asyncDispose]();
        connections.close();
      },
    };
  } catch (error) {
    connections.close();
    throw error;
  }
}

/** Milliseconds for one exchange; a held request does not count. */
const flowTimeoutMs = 15_000;
