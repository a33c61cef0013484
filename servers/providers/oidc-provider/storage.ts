import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { KeptRegistrations } from '../../../harness/define/provider.ts';
import { errors } from './library.ts';

/** What the provider asks of the records of one kind; a fault replaces some of it. */
export interface Records {
  find: (id: string) => Promise<AdapterPayload | undefined>;
  upsert: (id: string, payload: AdapterPayload, expiresIn: number | undefined) => Promise<void>;
  consume: (id: string) => Promise<void>;
  destroy: (id: string) => Promise<void>;
  revokeByGrantId: (grantId: string) => Promise<void>;
}

/** Replaces part of what the records of one kind do, knowing what they did before. */
export type Interception = (records: Readonly<Records>) => Partial<Records>;

interface Entry {
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

type Kinds = Map<string, Map<string, Entry>>;

const sweepEvery = 256;

/** The kinds of record that outlive a provider where registrations are kept. */
const registrationKinds = ['Client', 'RegistrationAccessToken'];

/** Everything that one provider remembers, in memory and with expiry. */
export class ProviderStorage {
  readonly #kinds: Kinds = new Map();
  readonly #kept: KeptRegistrations;
  readonly #interceptions: { readonly kind: string; readonly change: Interception }[] = [];
  #writes = 0;

  /** `kept` has the clients of a provider that ran before. */
  constructor(kept: KeptRegistrations = new Map()) {
    this.#kept = kept;
  }

  /** Changes what records of a kind do, for instance `AuthorizationCode`. */
  intercept(kind: string, change: Interception): void {
    this.#interceptions.push({ kind, change });
  }

  /** The adapter of one kind, as oidc-provider wants it. */
  adapter(kind: string): Adapter {
    const entries = this.#entries(kind);
    const records = this.#records(entries);
    for (const interception of this.#interceptions) {
      if (interception.kind === kind) Object.assign(records, interception.change({ ...records }));
    }
    const findBy = async (member: 'uid' | 'userCode', value: string) =>
      [...entries.values()].filter(isAlive).find(({ payload }) => payload[member] === value)?.payload;
    return {
      ...records,
      findByUid: (uid) => findBy('uid', uid),
      findByUserCode: (userCode) => findBy('userCode', userCode),
    } as Adapter;
  }

  #entries(kind: string): Map<string, Entry> {
    const kinds = registrationKinds.includes(kind) ? (this.#kept as Kinds) : this.#kinds;
    const entries = kinds.get(kind) ?? new Map<string, Entry>();
    kinds.set(kind, entries);
    return entries;
  }

  #records(entries: Map<string, Entry>): Records {
    return {
      find: async (id) => {
        const entry = entries.get(id);
        return entry && isAlive(entry) ? structuredClone(entry.payload) : undefined;
      },
      upsert: async (id, payload, expiresIn) => {
        this.#sweep();
        const expiresAt = expiresIn ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY;
        entries.set(id, { payload: structuredClone(payload), expiresAt });
      },
      consume: async (id) => consume(entries.get(id)),
      destroy: async (id) => {
        entries.delete(id);
      },
      revokeByGrantId: async (grantId) => {
        for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id);
      },
    };
  }

  #sweep(): void {
    this.#writes += 1;
    if (this.#writes % sweepEvery !== 0) return;
    for (const entries of this.#kinds.values()) {
      for (const [id, entry] of entries) if (!isAlive(entry)) entries.delete(id);
    }
  }
}

/**
 * Marks a code or refresh token as used; of two requests that race for it, the second is refused.
 *
 * oidc-provider reads the mark and sets it in separate steps, so only the storage can make it once (RFC 6749 §4.1.2).
 */
function consume(entry: Entry | undefined): void {
  if (!entry || entry.payload.consumed) throw new errors.InvalidGrant('used by another request');
  entry.payload.consumed = Math.floor(Date.now() / 1000);
}

function isAlive({ expiresAt }: Entry): boolean {
  return expiresAt > Date.now();
}
