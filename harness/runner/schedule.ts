/** Runs jobs at most `width` at a time, in order of start; stops starting when the signal aborts. */
export async function runConcurrently<Job, Result>(
  jobs: readonly Job[],
  width: number,
  signal: AbortSignal,
  run: (job: Job) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const queue = jobs.entries();
  const worker = async () => {
    for (const [index, job] of queue) {
      if (signal.aborted) return;
      results.set(index, await run(job));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(width, jobs.length)) }, worker));
  return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
}
