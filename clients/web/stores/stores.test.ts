import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
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
function contract(choose: () => StoreChoice, outlivesItsProcess: boolean) {
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

  if (!outlivesItsProcess) return;
  it('is the same for two that are open, and when opened again', async () => {
    const [one, two, key] = [await open(), await open(), newKey()];
    await one.set(key, 'shared', minute);
    expect(await two.get(key)).toBe('shared');
    expect(await two.add(key, 'mine', minute)).toBe(false);
    await one.close();
    expect(await (await open()).take(key)).toBe('shared');
    expect(await two.get(key)).toBeNull();
  });
}

describe('the memory store', () => contract(() => ({ kind: 'memory' }), false));

describe('the file store', () => {
  const choice = { kind: 'file', path: path.join(folder, 'deep', 'sessions') } as const;
  contract(() => choice, true);

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

describe('the SQLite store', () => {
  const choice = { kind: 'sqlite', path: path.join(folder, 'sessions.db') } as const;
  contract(() => choice, true);

  it('lets nobody else read', async () => {
    await (await openStore(choice)).close();
    expect(statSync(choice.path).mode & 0o777).toBe(0o600);
  });
});

describe.skipIf(!hasRedis())('the Redis store (needs redis-server)', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());
  contract(() => ({ kind: 'redis', url: redis.url }), true);
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
  });
});
