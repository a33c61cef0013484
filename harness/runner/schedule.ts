/**
 * Runs jobs at most `width` at a time, in order of start; stops starting when the signal aborts or a job throws. What a
 * job throws is thrown when those beside it have ended, so that nothing goes on behind the caller's back.
 */
export async function runConcurrently<Job, Result>(
  jobs: readonly Job[],
  width: number,
  signal: AbortSignal,
  run: (job: Job) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const queue = jobs.entries();
  let isBroken = false;
  const worker = async () => {
    for (const [index, job] of queue) {
      if (signal.aborted || isBroken) return;
      try {
        results.set(index, await run(job));
      } catch (error) {
        isBroken = true;
        throw error;
      }
    }
  };
  const workers = Array.from({ length: Math.max(1, Math.min(width, jobs.length)) }, worker);
  const ended = await Promise.allSettled(workers);
  const broken = ended.find((entry) => entry.status === 'rejected');
  if (broken) throw broken.reason;
  return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
}
