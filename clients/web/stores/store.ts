/**
 * Where a web client keeps what has to outlive a request: text under keys, each with an end.
 *
 * All that several processes share goes through these five operations; `add` and `take` are atomic among them.
 */
export interface SessionStore {
  /** How people call it, without secrets. */
  readonly name: string;
  readonly get: (key: string) => Promise<string | null>;
  readonly set: (key: string, value: string, lifeMs: number) => Promise<void>;
  /** Sets what is not there yet; of several callers one gets `true`. */
  readonly add: (key: string, value: string, lifeMs: number) => Promise<boolean>;
  /** Removes and returns; of several callers one gets the value. */
  readonly take: (key: string) => Promise<string | null>;
  readonly close: () => Promise<void>;
}

/** The store failed; the message has neither keys nor values. */
export class StoreFailure extends Error {
  constructor(store: string, why: string, options?: ErrorOptions) {
    super(`the session store (${store}) failed: ${why}`, options);
    this.name = 'StoreFailure';
  }
}

/** Milliseconds between two looks for entries that have ended. */
export const sweepMs = 60_000;
