/** What the harness needs of an HTTP client: full control of the request, nothing followed, all recorded. */

import type { Exchange, ExchangeKind, HeaderLine, Party } from './exchange.ts';
import type { OpenExchange, WireRequest } from './trace.ts';

export interface OutgoingRequest {
  readonly method?: string;
  /** Absolute URL, sent as written. */
  readonly url: string;
  /** Sent as written, in this order; a name may stand more than once. */
  readonly headers?: readonly HeaderLine[];
  /** `URLSearchParams` become a form and objects become JSON, each with its content type unless one is given. */
  readonly body?: string | URLSearchParams | Readonly<Record<string, unknown>> | readonly unknown[];
  /** What a reader of the trace needs to know about this request, for instance its defect. */
  readonly note?: string;
  /** What it is for, where its shape would not tell (a token request without `grant_type`, say). */
  readonly kind?: ExchangeKind;
  /** Milliseconds until the exchange is given up; the client's own budget when left out. */
  readonly timeoutMs?: number;
}

/** A request that is about to be sent, with all that goes onto the wire. */
export interface Departure {
  readonly from: Party;
  readonly to: Party;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string | null;
}

/** Holds requests back until somebody lets them go, as they are or changed; a rejection stops them. */
export type Gate = (departure: Departure) => Promise<Departure>;

/** A finished exchange with the live values that its record hides. */
export interface Reply {
  readonly exchange: Exchange;
  /** 0 when there was no response. */
  readonly status: number;
  /** The body as text, unredacted, cut at the client's limit. */
  readonly text: string;
  /** All header lines, unredacted. */
  readonly headers: readonly HeaderLine[];
  /** The body as a JSON object, or `null` when it is anything else. */
  readonly json: Record<string, unknown> | null;
  /** The `Location` header resolved against the request URL, or `null`. */
  readonly location: string | null;
}

/**
 * Sends requests for one party and records them.
 *
 * None of them throws for what a server does: no answer is a `Reply` with status 0.
 */
export interface Http {
  readonly send: (request: OutgoingRequest) => Promise<Reply>;
  /** The same recorder behind the shape of `fetch`, for SDKs; follows redirects unless told not to. */
  readonly fetch: typeof fetch;
  /** Hides a value wherever it is recorded from now on; for secrets in fields that only a vendor knows. */
  readonly conceal: (word: string, value: string) => void;
  /** Replaces what is secret in a text by its placeholders. */
  readonly hide: (text: string) => string;
  /** Sends without recording: what prepares a flow and is no part of it, such as a session at a vendor's own API. */
  readonly aside: (request: OutgoingRequest) => Promise<Reply>;
  /** Records an exchange that another program makes in the party's name, for instance a browser. */
  readonly record?: (request: Omit<WireRequest, 'from' | 'to'>) => OpenExchange;
}
