import type { Http, Reply } from '../trace/http.ts';
import type { User } from './provider.ts';
import type { Page } from './provider-probe.ts';

/** One trip of a user's browser through the provider, as a definition's own driver is told of it. */
export interface SignInTrip {
  /** The authorization URL, as the client made it. */
  readonly url: string;
  /** Who signs in; `null` when nobody can. */
  readonly user: User<string> | null;
  readonly decision: 'approve' | 'deny';
  /** Sends in the browser's name and records. */
  readonly http: Http;
  readonly note?: string;
  /** What the driver keeps between the trips of one session; empty at the first. */
  readonly session: Map<string, string>;
  /** Whether a URL is the authorization response that the trip is waiting for. */
  readonly isCallback: (url: string) => boolean;
}

/** How a trip ended. */
export interface SignInResult {
  /** The authorization response's URL as written, or `null` when the browser stayed at the provider. */
  readonly redirectedTo: string | null;
  readonly pages: readonly Page[];
  /** Every answer on the way, the authorization request's first. */
  readonly replies: readonly [Reply, ...Reply[]];
  /** Why the driver could not go on, in words, or `null` when the provider ended the trip itself. */
  readonly stuck: string | null;
}

/** Gets a user through the provider in a way that only the definition knows. Does not throw for what the provider shows. */
export type SignInScript = (trip: SignInTrip) => Promise<SignInResult>;
