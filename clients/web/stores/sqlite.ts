import { chmodSync, closeSync, openSync } from 'node:fs';
import sqlite from 'node-sqlite3-wasm';
import { type SessionStore, StoreFailure, sweepMs } from './store.ts';

/** Milliseconds that a busy database is asked again. */
const patienceMs = 3_000;

/** Keeps entries in a table of an SQLite database whose file only its owner may read. */
export async function openSqliteStore(file: string, now: () => number = Date.now): Promise<SessionStore> {
  const name = `sqlite:${file}`;
  const fail = (error: unknown): StoreFailure =>
    new StoreFailure(name, (error as Error).message.split('\n', 1)[0] ?? '', { cause: error });

  /** The database is locked while another process writes. */
  const patiently = async <Value>(work: () => Value): Promise<Value> => {
    const end = Date.now() + patienceMs;
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!/locked|busy/i.test((error as Error).message) || Date.now() > end) throw fail(error);
        await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 20));
      }
    }
  };

  const database = await patiently(() => {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    return new sqlite.Database(file);
  });
  await patiently(() =>
    database.exec(
      'CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL, end REAL NOT NULL)',
    ),
  );
  const sweep = () =>
    patiently(() => database.run('DELETE FROM entries WHERE end <= ?', [now()])).catch(() => undefined);
  const timer = setInterval(sweep, sweepMs).unref();
  const textOf = (row: Record<string, unknown> | null): string | null =>
    typeof row?.['value'] === 'string' ? row['value'] : null;

  return {
    name,
    get: (key) =>
      patiently(() =>
        textOf(database.get('SELECT value FROM entries WHERE key = ? AND end > ?', [key, now()])),
      ),
    set: async (key, value, lifeMs) => {
      const statement = 'INSERT OR REPLACE INTO entries (key, value, end) VALUES (?, ?, ?)';
      await patiently(() => database.run(statement, [key, value, now() + lifeMs]));
    },
    add: (key, value, lifeMs) => {
      const statement = `INSERT INTO entries (key, value, end) VALUES (?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, end = excluded.end WHERE entries.end <= ?`;
      return patiently(() => database.run(statement, [key, value, now() + lifeMs, now()]).changes === 1);
    },
    take: (key) =>
      patiently(() => {
        const [row] = database.all('DELETE FROM entries WHERE key = ? RETURNING value, end', [key]);
        const end = (row as Record<string, unknown> | undefined)?.['end'];
        return Number(end) > now() ? textOf((row as Record<string, unknown>) ?? null) : null;
      }),
    close: async () => {
      clearInterval(timer);
      if (database.isOpen) database.close();
    },
  };
}
