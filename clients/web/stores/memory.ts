import { type SessionStore, sweepMs } from './store.ts';

interface Entry {
  readonly value: string;
  readonly end: number;
}

/** Keeps entries in this process, for as long as it runs. */
export function openMemoryStore(now: () => number = Date.now): SessionStore {
  const entries = new Map<string, Entry>();
  const sweep = setInterval(() => {
    for (const [key, { end }] of entries) if (end <= now()) entries.delete(key);
  }, sweepMs).unref();
  const live = (key: string): string | null => {
    const entry = entries.get(key);
    return entry && entry.end > now() ? entry.value : null;
  };
  const set = (key: string, value: string, lifeMs: number) =>
    void entries.set(key, { value, end: now() + lifeMs });
  return {
    name: 'memory',
    get: async (key) => live(key),
    set: async (key, value, lifeMs) => set(key, value, lifeMs),
    add: async (key, value, lifeMs) => {
      if (live(key) !== null) return false;
      set(key, value, lifeMs);
      return true;
    },
    take: async (key) => {
      const value = live(key);
      entries.delete(key);
      return value;
    },
    close: async () => clearInterval(sweep),
  };
}
