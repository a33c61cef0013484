/** What a job may add to the queue while it is worked off. */
export type Found<Job> = readonly Job[];

export interface PoliteQueueOptions<Job> {
  /** Jobs at a time. */
  readonly width: number;
  /** No job is begun after it aborts. */
  readonly signal: AbortSignal;
  /** Two jobs of one host are never under way at once. */
  readonly hostOf: (job: Job) => string;
  /** Does one job, and answers with those that it found; never rejects. */
  readonly run: (job: Job) => Promise<Found<Job>>;
}

/** Works off jobs side by side, but those of one host one after the other; resolves when none is left. */
export function workOffPolitely<Job>(jobs: readonly Job[], options: PoliteQueueOptions<Job>): Promise<void> {
  const { width, signal, hostOf, run } = options;
  const waiting = [...jobs];
  const busy = new Set<string>();
  return new Promise((resolve, reject) => {
    const begin = () => {
      while (busy.size < width && !signal.aborted) {
        const index = waiting.findIndex((job) => !busy.has(hostOf(job)));
        const [job] = index < 0 ? [] : waiting.splice(index, 1);
        if (job === undefined) break;
        const host = hostOf(job);
        busy.add(host);
        run(job).then((found) => {
          busy.delete(host);
          waiting.push(...found);
          begin();
        }, reject);
      }
      if (busy.size === 0) resolve();
    };
    begin();
  });
}
