import type { Gate } from '../trace/http.ts';

interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

const realClock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Lets requests leave no faster than a provider bears, evenly; whoever comes sooner waits for their turn. */
export function openPace(requestsPerSecond: number, clock: Clock = realClock): Gate {
  let free = 0;
  return async (departure) => {
    const now = clock.now();
    const turn = Math.max(now, free);
    free = turn + 1000 / requestsPerSecond;
    if (turn > now) await clock.sleep(turn - now);
    return departure;
  };
}
