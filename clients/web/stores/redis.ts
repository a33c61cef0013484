import { Redis } from 'ioredis';
import { type SessionStore, StoreFailure } from './store.ts';

const prefix = 'mcp-conformance-web-client:';

/** Keeps entries in a Redis server, which ends them itself; for several processes behind one address. */
export async function openRedisStore(url: string): Promise<SessionStore> {
  const name = `redis ${placeOf(url)}`;
  const fail = (error: unknown): never => {
    const { code, message } = error as { code?: string; message: string };
    throw new StoreFailure(name, code ?? message.split('\n', 1)[0] ?? '', { cause: error });
  };
  const redis = new Redis(url, {
    lazyConnect: true,
    keyPrefix: prefix,
    connectTimeout: 3_000,
    commandTimeout: 5_000,
    maxRetriesPerRequest: 2,
    retryStrategy: (attempts) => Math.min(attempts * 100, 2_000),
  });
  // The connection is made again by itself; whoever needs it meanwhile hears of it.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    fail(error);
  }
  return {
    name,
    get: (key) => redis.get(key).catch(fail),
    set: async (key, value, lifeMs) => {
      await redis.set(key, value, 'PX', lifeMs).catch(fail);
    },
    add: async (key, value, lifeMs) => (await redis.set(key, value, 'PX', lifeMs, 'NX').catch(fail)) === 'OK',
    take: (key) => redis.getdel(key).catch(fail),
    close: async () => {
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}

/** Host and port: the rest of a Redis URL may have a password in it. */
function placeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'at an address that is no URL';
}
