/** A promise that was waited for in vain. */
export class TooLate extends Error {
  constructor(ms: number) {
    super(`nothing happened within ${ms} ms`);
    this.name = 'TooLate';
  }
}

/** Waits for a promise, but not for ever: rejects with `TooLate`, whatever becomes of the promise. */
export async function within<Value>(waited: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(ms)), ms);
  });
  waited.catch(() => undefined);
  try {
    return await Promise.race([waited, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
