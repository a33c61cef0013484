import type { Exchange } from '../trace/exchange.ts';

/** Something that users of a provider trip over. It is no verdict: it is told where a run has seen it. */
export interface ProviderNote {
  /** What was seen, what comes of it, and what to do. */
  readonly says: string;
  readonly source?: string;
  /** Whether an exchange shows it. */
  readonly seen: (exchange: Exchange) => boolean;
}
