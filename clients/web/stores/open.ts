import { quote, TargetError, UsageError } from '../../../harness/define/error.ts';
import { type SessionStore, StoreFailure } from './store.ts';

/** What keeps sessions, as it was configured. */
export type StoreChoice =
  | { readonly kind: 'memory' }
  | { readonly kind: 'file' | 'sqlite'; readonly path: string }
  | { readonly kind: 'redis'; readonly url: string };

/** Reads `SESSION_STORE` and `REDIS_URL`; a URL alone means Redis, nothing means memory. */
export function storeChoice(store: string | undefined, redisUrl: string | undefined): StoreChoice {
  if (!store) return redisUrl ? redisChoice(redisUrl) : { kind: 'memory' };
  if (store === 'memory') return { kind: 'memory' };
  if (store === 'redis') return redisChoice(redisUrl);
  const [, kind, path] = /^(file|sqlite):(.+)$/.exec(store) ?? [];
  if (path !== undefined) return { kind: kind === 'file' ? 'file' : 'sqlite', path };
  throw new UsageError(
    'session-store',
    `SESSION_STORE=${quote(store)}: takes memory, file:FOLDER, sqlite:FILE or redis (with REDIS_URL)`,
  );
}

function redisChoice(url: string | undefined): StoreChoice {
  if (!url)
    throw new UsageError('redis-url', 'SESSION_STORE=redis: needs REDIS_URL, such as redis://127.0.0.1:6379');
  if (URL.canParse(url) && /^rediss?:$/.test(new URL(url).protocol)) return { kind: 'redis', url };
  throw new UsageError('redis-url', 'REDIS_URL: is no URL that begins with redis:// or rediss://');
}

/** Opens the store; what is slow to load is loaded for those who use it. */
export async function openStore(choice: StoreChoice): Promise<SessionStore> {
  try {
    switch (choice.kind) {
      case 'memory':
        return (await import('./memory.ts')).openMemoryStore();
      case 'file':
        return await (await import('./file.ts')).openFileStore(choice.path);
      case 'sqlite':
        return await (await import('./sqlite.ts')).openSqliteStore(choice.path);
      case 'redis':
        return await (await import('./redis.ts')).openRedisStore(choice.url);
      default:
        return choice satisfies never;
    }
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    throw new TargetError('session-store', `${error.message.replace(/\.$/, '')}. ${remedy(choice)}`, {
      cause: error,
    });
  }
}

function remedy(choice: StoreChoice): string {
  if (choice.kind === 'redis') return 'Is it running, and is REDIS_URL right?';
  // Whether a process runs in another container or on another machine cannot be told from here.
  if (choice.kind === 'sqlite')
    return `Is the path right? When no process uses it, remove ${choice.path}.owner.`;
  return 'Is the path right?';
}
