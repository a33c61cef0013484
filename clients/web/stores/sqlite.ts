import { chmodSync, closeSync, openSync, rmSync } from 'node:fs';
import sqlite from 'node-sqlite3-wasm';
import { takeOwnership } from './owner.ts';
import { type SessionStore, StoreFailure, sweepMs } from './store.ts';

/**
 * Keeps entries in a table of an SQLite database that this process has to itself, and whose files only its owner reads.
 *
 * The build of SQLite has no lock that ends with its process, and does not roll back what one left half-written. So the
 * database is owned by a record beside it, and written ahead: what was not committed is never in it.
 */
export async function openSqliteStore(file: string, now: () => number = Date.now): Promise<SessionStore> {
  const name = `sqlite:${file}`;
  const fail = (error: unknown): never => {
    throw new StoreFailure(name, (error as Error).message.split('\n', 1)[0] ?? '', { cause: error });
  };
  const attempt = <Value>(work: () => Value): Value => {
    try {
      return work();
    } catch (error) {
      return fail(error);
    }
  };
  const ownership = await takeOwnership(file).catch(fail);
  const database = attempt(() => openDatabase(file, ownership.release));
  const sweep = () => {
    try {
      database.run('DELETE FROM entries WHERE end <= ?', [now()]);
    } catch {
      // What is asked next says so.
    }
  };
  const timer = setInterval(sweep, sweepMs).unref();
  const textOf = (row: Record<string, unknown> | null): string | null =>
    typeof row?.['value'] === 'string' ? row['value'] : null;

  return {
    name,
    get: async (key) =>
      attempt(() =>
        textOf(database.get('SELECT value FROM entries WHERE key = ? AND end > ?', [key, now()])),
      ),
    set: async (key, value, lifeMs) => {
      const statement = 'INSERT OR REPLACE INTO entries (key, value, end) VALUES (?, ?, ?)';
      attempt(() => database.run(statement, [key, value, now() + lifeMs]));
    },
    add: async (key, value, lifeMs) => {
      const statement = `INSERT INTO entries (key, value, end) VALUES (?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, end = excluded.end WHERE entries.end <= ?`;
      return attempt(() => database.run(statement, [key, value, now() + lifeMs, now()]).changes === 1);
    },
    take: async (key) =>
      attempt(() => {
        const [row] = database.all('DELETE FROM entries WHERE key = ? RETURNING value, end', [key]);
        const end = (row as Record<string, unknown> | undefined)?.['end'];
        return Number(end) > now() ? textOf((row as Record<string, unknown>) ?? null) : null;
      }),
    close: async () => {
      clearInterval(timer);
      if (database.isOpen) database.close();
      ownership.release();
    },
  };
}

function openDatabase(file: string, release: () => void): InstanceType<typeof sqlite.Database> {
  try {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    // Left behind by an owner that was killed.
    rmSync(`${file}.lock`, { recursive: true, force: true });
    const database = new sqlite.Database(file);
    // Alone, SQLite needs no shared memory for a write-ahead log.
    database.get('PRAGMA locking_mode = EXCLUSIVE');
    database.get('PRAGMA journal_mode = WAL');
    database.exec(
      'CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL, end REAL NOT NULL)',
    );
    // Writes, so that the log is there to be hidden.
    database.exec('PRAGMA user_version = 1');
    chmodSync(`${file}-wal`, 0o600);
    return database;
  } catch (error) {
    release();
    throw error;
  }
}
