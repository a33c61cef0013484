import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type StoreChoice, storeChoice } from './open.ts';
import { hasRedis, startRedis } from './redis.test-support.ts';
import type { SessionStore } from './store.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-stores-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const minute = 60_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What every store has to do. */
function contract(choose: () => StoreChoice, lives: 'in its process' | 'for one process' | 'for many') {
  const opened: SessionStore[] = [];
  const open = async () => {
    const store = await openStore(choose());
    opened.push(store);
    return store;
  };
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  let count = 0;
  const newKey = () => {
    count += 1;
    return `key/${count}:ü`;
  };

  it('gives back what was set last, and nothing for other keys', async () => {
    const [store, key] = [await open(), newKey()];
    expect(await store.get(key)).toBeNull();
    await store.set(key, 'first', minute);
    await store.set(key, '{"second":"‹ü›"}', minute);
    expect(await store.get(key)).toBe('{"second":"‹ü›"}');
    expect(await store.get(newKey())).toBeNull();
  });

  it('takes an entry out once, however many ask at once', async () => {
    const [store, key] = [await open(), newKey()];
    await store.set(key, 'once', minute);
    const taken = await Promise.all(Array.from({ length: 8 }, () => store.take(key)));
    expect(taken.filter((value) => value === 'once')).toHaveLength(1);
    expect(taken.filter((value) => value === null)).toHaveLength(7);
    expect(await store.get(key)).toBeNull();
  });

  it('adds once, however many try at once, and again when the entry is gone', async () => {
    const [store, key] = [await open(), newKey()];
    const tries = ['a', 'b', 'c', 'd'].map(async (value) =>
      (await store.add(key, value, minute)) ? value : null,
    );
    const [winner, ...others] = (await Promise.all(tries)).filter((value) => value !== null);
    expect(others).toEqual([]);
    expect(await store.get(key)).toBe(winner);
    await store.take(key);
    expect(await store.add(key, 'e', minute)).toBe(true);
  });

  it('forgets an entry at its end, for all that can be asked', async () => {
    const [store, key, other] = [await open(), newKey(), newKey()];
    await store.set(key, 'short', 1_000);
    await store.set(other, 'short', 1_000);
    expect(await store.get(key)).toBe('short');
    await pause(1_200);
    expect([await store.get(key), await store.take(other)]).toEqual([null, null]);
    expect(await store.add(key, 'next', minute)).toBe(true);
    expect(await store.get(key)).toBe('next');
  });

  if (lives === 'in its process') return;
  it('is the same when it is opened again', async () => {
    const [store, key] = [await open(), newKey()];
    await store.set(key, 'kept', minute);
    await store.close();
    expect(await (await open()).take(key)).toBe('kept');
  });

  if (lives === 'for one process') return;
  it('is the same for two that are open', async () => {
    const [one, two, key] = [await open(), await open(), newKey()];
    await one.set(key, 'shared', minute);
    expect(await two.get(key)).toBe('shared');
    expect(await two.add(key, 'mine', minute)).toBe(false);
    expect(await one.take(key)).toBe('shared');
    expect(await two.get(key)).toBeNull();
  });
}

describe('the memory store', () => contract(() => ({ kind: 'memory' }), 'in its process'));

describe('the file store', () => {
  const choice = { kind: 'file', path: path.join(folder, 'deep', 'sessions') } as const;
  contract(() => choice, 'for many');

  it('lets nobody else read, and leaves nothing half-written', async () => {
    const store = await openStore(choice);
    await store.set('mode', 'secret', minute);
    await store.close();
    const files = readdirSync(choice.path);
    expect(statSync(choice.path).mode & 0o777).toBe(0o700);
    expect(new Set(files.map((file) => statSync(path.join(choice.path, file)).mode & 0o777))).toEqual(
      new Set([0o600]),
    );
    expect(files.filter((file) => !file.endsWith('.json'))).toEqual([]);
  });

  it('clears away what has ended when it is opened', async () => {
    const own = { kind: 'file', path: path.join(folder, 'ended') } as const;
    const store = await openStore(own);
    await store.set('short', 'gone', 1);
    await store.close();
    await pause(20);
    await (await openStore(own)).close();
    expect(readdirSync(own.path)).toEqual([]);
  });
});

/** Starts a process that sets entry after entry, and says each one that is set. */
function startWriter(file: string) {
  const script = `
    import { openSqliteStore } from ${JSON.stringify(new URL('./sqlite.ts', import.meta.url).href)};
    const store = await openSqliteStore(${JSON.stringify(file)});
    for (let count = 1; ; count += 1) {
      await store.set(String(count % 10), count + ' ' + 'x'.repeat(5000), 60_000);
      process.stdout.write(count + '\\n');
      await new Promise(setImmediate);
    }`;
  const loader = new URL('../../../servers/resource/child/typescript.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', loader, '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const last = () => Number(said.trimEnd().split('\n').at(-1));
  return {
    /** Kills it once it has set so many; answers with the last one that it said to be set. */
    killedAfter: async (count: number): Promise<number> => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (last() >= count) child.kill('SIGKILL');
      });
      const [, signal] = (await once(child, 'close')) as [number | null, string | null];
      expect(signal).toBe('SIGKILL');
      return last();
    },
  };
}

describe('the SQLite store', () => {
  const choice = { kind: 'sqlite', path: path.join(folder, 'sessions.db') } as const;
  contract(() => choice, 'for one process');

  const modes = () =>
    Object.fromEntries(
      readdirSync(folder)
        .filter((name) => name.startsWith('sessions.db'))
        .map((name) => [name, statSync(path.join(folder, name)).mode & 0o777]),
    );

  it('lets nobody else read, whether it is new or was there, and leaves nothing beside it', async () => {
    rmSync(choice.path, { force: true });
    for (const _ of ['new', 'there']) {
      const store = await openStore(choice);
      await store.set('mode', 'secret', minute);
      expect(modes()).toEqual({
        'sessions.db': 0o600,
        'sessions.db-wal': 0o600,
        'sessions.db.lock': expect.any(Number),
        'sessions.db.owner': 0o600,
      });
      await store.close();
      expect(modes()).toEqual({ 'sessions.db': 0o600 });
    }
  });

  it('is for one process at a time, and says whose it is', async () => {
    const store = await openStore(choice);
    await expect(openStore(choice)).rejects.toThrow(
      new RegExp(
        `process ${process.pid} on \\S+ uses it\\. .*When no process uses it, remove \\S+sessions\\.db\\.owner\\.$`,
      ),
    );
    await store.close();
    await (await openStore(choice)).close();
  });

  it('waits for a process that is about to end', async () => {
    const store = await openStore(choice);
    const next = openStore(choice);
    await store.close();
    await (await next).close();
  });

  it('is opened again at once after its process was killed in the midst of writing, with all that was set (kills real processes)', async () => {
    const own = { kind: 'sqlite', path: path.join(folder, 'killed.db') } as const;
    for (let round = 1; round <= 3; round += 1) {
      const writer = startWriter(own.path);
      const last = await writer.killedAfter(25);
      expect(existsSync(`${own.path}.owner`)).toBe(true);
      const begun = Date.now();
      const store = await openStore(own);
      expect(Date.now() - begun).toBeLessThan(2_000);
      expect(await store.get(`${last % 10}`)).toMatch(/^\d+ x{5000}$/);
      expect(Number.parseInt((await store.get(`${last % 10}`)) ?? '', 10)).toBeGreaterThanOrEqual(last);
      await store.close();
    }
  });
});

describe.skipIf(!hasRedis())('the Redis store (needs redis-server)', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());
  contract(() => ({ kind: 'redis', url: redis.url }), 'for many');
});

describe('the choice of a store', () => {
  it.each([
    [undefined, undefined, { kind: 'memory' }],
    ['memory', 'redis://r', { kind: 'memory' }],
    [undefined, 'redis://r:1', { kind: 'redis', url: 'redis://r:1' }],
    ['redis', 'rediss://r', { kind: 'redis', url: 'rediss://r' }],
    ['file:/var/x', undefined, { kind: 'file', path: '/var/x' }],
    ['sqlite:x.db', undefined, { kind: 'sqlite', path: 'x.db' }],
  ])('reads SESSION_STORE=%s REDIS_URL=%s', (store, url, choice) => {
    expect(storeChoice(store, url)).toEqual(choice);
  });

  it.each([
    ['files:x', undefined, /SESSION_STORE="files:x": takes memory, file:FOLDER/],
    ['file:', undefined, /SESSION_STORE="file:": takes/],
    ['redis', undefined, /needs REDIS_URL/],
    [undefined, 'http://user:password@r', /^REDIS_URL: is no URL that begins with redis/],
  ])('says what is wrong with SESSION_STORE=%s REDIS_URL=%s', (store, url, message) => {
    expect(() => storeChoice(store, url)).toThrow(message);
  });

  it('says which store cannot be opened, without the password', async () => {
    const choice = { kind: 'redis', url: 'redis://user:hunter2@127.0.0.1:1' } as const;
    const error = await openStore(choice).catch((reason: Error) => reason);
    expect(String(error)).toMatch(/redis 127\.0\.0\.1:1\) failed: .*Is it running/);
    expect(String(error)).not.toContain('hunter2');
    expect(String(error)).not.toContain('..');
  });
});
