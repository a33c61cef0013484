import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type SessionStore, StoreFailure, sweepMs } from './store.ts';

const entrySchema = z.object({ value: z.string(), end: z.number() });

/**
 * Keeps each entry in a file of a folder that only its owner may read.
 *
 * Entries are written beside their place and then moved or linked there, which file systems do at once or not at all.
 */
export async function openFileStore(folder: string, now: () => number = Date.now): Promise<SessionStore> {
  const name = `file:${folder}`;
  const fail = (error: unknown): never => {
    throw new StoreFailure(name, (error as NodeJS.ErrnoException).code ?? 'unknown error', { cause: error });
  };
  const place = (key: string) => path.join(folder, `${Buffer.from(key).toString('base64url')}.json`);
  const aside = () => path.join(folder, `${randomBytes(12).toString('base64url')}.part`);

  const write = async (value: string, lifeMs: number): Promise<string> => {
    const file = aside();
    await writeFile(file, JSON.stringify({ value, end: now() + lifeMs }), { mode: 0o600, flag: 'wx' });
    return file;
  };
  const read = async (file: string): Promise<string | null> => {
    const text = await readFile(file, 'utf8').catch(unlessMissing);
    if (text === null) return null;
    const { value, end } = entrySchema.parse(JSON.parse(text));
    return end > now() ? value : null;
  };
  const take = async (key: string): Promise<string | null> => {
    const taken = aside();
    try {
      await rename(place(key), taken);
    } catch (error) {
      return unlessMissing(error);
    }
    try {
      return await read(taken);
    } finally {
      await rm(taken, { force: true });
    }
  };
  const addOnce = async (file: string, key: string): Promise<boolean> => {
    try {
      await link(file, place(key));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return false;
    }
  };

  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(fail);
  const sweep = () => removeEnded(folder, read).catch(() => undefined);
  await sweep();
  const timer = setInterval(sweep, sweepMs).unref();
  return {
    name,
    get: (key) => read(place(key)).catch(fail),
    set: async (key, value, lifeMs) => {
      await write(value, lifeMs)
        .then((file) => rename(file, place(key)))
        .catch(fail);
    },
    add: async (key, value, lifeMs) => {
      const file = await write(value, lifeMs).catch(fail);
      try {
        if (await addOnce(file, key)) return true;
        // What is in the way may have ended; whoever is first to clear it away tries again.
        if ((await read(place(key))) !== null) return false;
        await take(key);
        return await addOnce(file, key);
      } catch (error) {
        return fail(error);
      } finally {
        await rm(file, { force: true });
      }
    },
    take: (key) => take(key).catch(fail),
    close: async () => clearInterval(timer),
  };
}

function unlessMissing(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}

async function removeEnded(folder: string, read: (file: string) => Promise<string | null>): Promise<void> {
  for (const entry of await readdir(folder)) {
    const file = path.join(folder, entry);
    if (entry.endsWith('.json') && (await read(file)) === null) await rm(file, { force: true });
  }
}
