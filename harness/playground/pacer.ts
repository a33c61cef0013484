/** Has something done soon, and never twice at once. */
export interface Pacer {
  /** Does it within so many milliseconds, or sooner where that was asked for already. */
  readonly within: (ms: number) => void;
  readonly stop: () => void;
}

/** Opens a pacer; `act` must not reject. */
export function openPacer(act: () => Promise<void>): Pacer {
  let timer: NodeJS.Timeout | null = null;
  let due = Number.POSITIVE_INFINITY;
  let stopped = false;
  let turn: Promise<void> = Promise.resolve();
  const run = () => {
    timer = null;
    due = Number.POSITIVE_INFINITY;
    turn = turn.then(() => (stopped ? undefined : act()));
  };
  return {
    within: (ms) => {
      const at = performance.now() + ms;
      if (stopped || at >= due) return;
      if (timer) clearTimeout(timer);
      due = at;
      timer = setTimeout(run, ms);
    },
    stop: () => {
      stopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}
