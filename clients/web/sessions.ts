import type { ServerFacts } from '../reference/connection.ts';
import type { SessionMemory } from '../reference/session-memory.ts';
import { newSessionId, sealOf } from './sealing.ts';
import { type SessionStore, StoreFailure } from './stores/store.ts';

/** An MCP server that a user connects to, and how the client is registered there. */
export interface Link {
  readonly serverUrl: string;
  /** The client that was registered by hand; `null` where the client registers itself. */
  readonly registered: {
    readonly clientId: string;
    readonly clientSecret?: string;
    readonly issuer?: string;
  } | null;
  readonly redirectUri: string;
  readonly memory: SessionMemory;
  /** How often the user was sent to authorize since something worked. */
  readonly attempts: number;
}

/** A tool as the server listed it. */
export interface ListedTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

/** The user, as far as a tool of the server tells. */
export interface SignedInUser {
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
}

/** A link that stands: what the page shows of it. */
export interface Connected {
  readonly link: Link;
  readonly server: ServerFacts;
  readonly tools: readonly ListedTool[];
  readonly user: SignedInUser | null;
}

export interface SessionsOptions {
  readonly store: SessionStore;
  /** Milliseconds that a session lives without being used. */
  readonly lifeMs: number;
  /** Milliseconds after which the operation of a process that was killed keeps nobody waiting any more. */
  readonly leaseMs?: number;
}

/** Milliseconds that a user has to come back from the authorization server. */
const pendingMs = 10 * 60_000;
/** Milliseconds that an operation waits for another of its session; longer than any may take. */
const waitMs = 40_000;

/** What the client keeps of its users; nothing of it is in the process. */
export interface Sessions {
  readonly read: (id: string) => Promise<Connected | null>;
  readonly write: (id: string, connected: Connected) => Promise<void>;
  readonly end: (id: string) => Promise<Connected | null>;
  /** Keeps a link that waits for the user's callback with a `state`. */
  readonly await: (id: string, state: string, link: Link) => Promise<void>;
  /** Takes the link that this session waits for with a `state`: there is one answer to each request. */
  readonly arrive: (id: string, state: string) => Promise<Link | null>;
  /** Moves a session to a new identifier and returns it (session fixation). */
  readonly renew: (id: string, connected: Connected) => Promise<string>;
  /** Works on a session while nobody else does: two refreshes at once would lose a rotated token. */
  readonly alone: <Value>(id: string, work: () => Promise<Value>) => Promise<Value>;
}

/** Opens the sessions of a store. */
export function openSessions({ store, lifeMs, leaseMs = 6_000 }: SessionsOptions): Sessions {
  const entry = 'session';
  const unseal = <Value>(id: string, text: string | null): Value | null => {
    if (text === null) return null;
    try {
      return sealOf(id).open(text) as Value;
    } catch (error) {
      throw new StoreFailure(store.name, 'an entry was changed by somebody else', { cause: error });
    }
  };
  const write = async (id: string, connected: Connected) => {
    const seal = sealOf(id);
    await store.set(seal.key(entry), seal.close(connected), lifeMs);
  };
  const end = async (id: string) => unseal<Connected>(id, await store.take(sealOf(id).key(entry)));
  return {
    read: async (id) => unseal<Connected>(id, await store.get(sealOf(id).key(entry))),
    write,
    end,
    await: async (id, state, link) => {
      const seal = sealOf(id);
      await store.set(seal.key(`state ${state}`), seal.close(link), pendingMs);
    },
    arrive: async (id, state) => unseal<Link>(id, await store.take(sealOf(id).key(`state ${state}`))),
    renew: async (id, connected) => {
      const renewed = newSessionId();
      await write(renewed, connected);
      await end(id);
      return renewed;
    },
    alone: async (id, work) => {
      const key = sealOf(id).key('lock');
      const mine = newSessionId();
      const giveUp = Date.now() + waitMs;
      while (!(await store.add(key, mine, leaseMs))) {
        if (Date.now() > giveUp) throw new StoreFailure(store.name, 'the session is in use elsewhere');
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      const isMine = async () => (await store.get(key)) === mine;
      let renewal: Promise<void> = Promise.resolve();
      const renew = async () => {
        if (await isMine()) await store.set(key, mine, leaseMs);
      };
      const timer = setInterval(() => {
        renewal = renewal.then(renew).catch(() => undefined);
      }, leaseMs / 3);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        await renewal;
        if (await isMine()) await store.take(key);
      }
    },
  };
}
