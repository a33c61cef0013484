import { formDriver } from '../sign-in/form.ts';
import { openServerTap } from '../trace/server-tap.ts';
import { Trace } from '../trace/trace.ts';
import type { LiveSetup } from './live-setup.ts';
import { openBed } from './open-bed.ts';

/** A testbed that any client may connect to; all that it does is recorded where it arrives. */
export interface Visits extends AsyncDisposable {
  readonly url: string;
  readonly issuer: string;
  readonly trace: () => Trace;
  readonly startedAt: () => number;
  /** Begins a new trace. */
  readonly forget: () => void;
}

/** Opens a testbed for visitors. Throws a `TargetError` when a part does not come up. */
export async function openVisits(setup: LiveSetup, changed: () => void): Promise<Visits> {
  const ending = new AbortController();
  let count = 0;
  const begin = () => {
    count += 1;
    return new Trace({ idPrefix: `visit${count}.`, onExchange: changed });
  };
  let trace = begin();
  let startedAt = performance.now();
  let partyOf: (url: string) => ReturnType<typeof bed.testbed.setup.partyOf> = () => 'authorization-server';
  const tap = openServerTap({ traceOf: () => trace, partyOf: (url) => partyOf(url) });
  const bed = await openBed({
    ...setup,
    driver: formDriver(),
    signal: ending.signal,
    tap,
  });
  partyOf = bed.testbed.setup.partyOf;
  return {
    url: bed.testbed.setup.resource.url,
    issuer: bed.testbed.setup.provider.issuer,
    trace: () => trace,
    startedAt: () => startedAt,
    forget: () => {
      trace = begin();
      startedAt = performance.now();
      changed();
    },
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      await bed[Symbol.asyncDispose]();
    },
  };
}
