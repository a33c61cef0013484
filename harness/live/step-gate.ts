import type { Departure, Gate } from '../trace/http.ts';

/** A request that waits for a person to let it go. */
export interface HeldRequest extends Departure {
  readonly id: number;
}

/** What a person may change of a held request. */
export type Changes = Pick<Departure, 'url' | 'headers' | 'body'>;

/** Holds requests back one by one while stepping, and lets everything through otherwise. */
export interface StepGate {
  readonly gate: Gate;
  readonly step: (on: boolean) => void;
  /** The request that waits now, if any. */
  readonly held: () => HeldRequest | null;
  /** Lets a request go; answers whether it was the one that waits. */
  readonly release: (id: number, changes?: Changes) => boolean;
  /** Stops what waits: nothing of it is sent. */
  readonly drop: (why: string) => void;
}

interface Waiting {
  readonly request: HeldRequest;
  readonly go: (departure: Departure) => void;
  readonly stop: (reason: Error) => void;
  readonly departure: Departure;
}

/** Opens a gate; `changed` is told whenever another request waits, or none any more. */
export function openStepGate(changed: () => void): StepGate {
  const queue: Waiting[] = [];
  let stepping = false;
  let count = 0;

  const leave = (waiting: Waiting, changes?: Changes) => {
    queue.splice(queue.indexOf(waiting), 1);
    waiting.go({ ...waiting.departure, ...changes });
    changed();
  };

  return {
    gate: (departure) => {
      if (!stepping) return Promise.resolve(departure);
      count += 1;
      const request = { id: count, ...departure };
      return new Promise<Departure>((go, stop) => {
        queue.push({ request, departure, go, stop });
        changed();
      });
    },
    step: (on) => {
      stepping = on;
      if (!on) for (const waiting of [...queue]) leave(waiting);
    },
    held: () => queue[0]?.request ?? null,
    release: (id, changes) => {
      const [first] = queue;
      if (first?.request.id !== id) return false;
      leave(first, changes);
      return true;
    },
    drop: (why) => {
      stepping = false;
      for (const { stop } of queue.splice(0)) stop(new Error(why));
      changed();
    },
  };
}
