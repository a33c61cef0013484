import { type Connections, openConnections, openHttp } from '../../harness/trace/open-http.ts';
import { Trace } from '../../harness/trace/trace.ts';
import { type DestinationRules, guardedLookup, whyNotThere } from './destinations.ts';

/** Milliseconds for one exchange, and for all that one request of a user sets off. */
const [exchangeMs, operationMs] = [10_000, 25_000];

/** What was last seen of the other parties, to say what went wrong where. */
export interface Sightings {
  /** A request that got no answer, or was not sent. */
  failure: { readonly url: string; readonly why: string } | null;
  /** The last answer of each URL, by its text. */
  readonly answers: Map<string, { readonly status: number; readonly type: string }>;
  /** The last OAuth error that an authorization server answered a request with, RFC 6749 §5.2. */
  oauthError: { readonly url: string; readonly code: string } | null;
}

/** Sends what the SDK sends, bounded in time and size, to where it may go. */
export interface Outgoing {
  /** A `fetch` for one operation that takes so many milliseconds at most, with what it saw. */
  readonly open: (limitMs?: number) => { readonly fetch: typeof fetch; readonly sightings: Sightings };
  readonly close: () => void;
}

/** Opens the way out; `ca` is trusted beside the well-known authorities, PEM. */
export function openOutgoing(rules: DestinationRules, ca?: string): Outgoing {
  const connections = openConnections({ lookup: guardedLookup(rules), ...(ca === undefined ? {} : { ca }) });
  return {
    open: (limitMs = operationMs) => {
      const sightings: Sightings = { failure: null, answers: new Map(), oauthError: null };
      const signal = AbortSignal.timeout(limitMs);
      return { fetch: watched({ connections, rules, sightings, signal }), sightings };
    },
    close: connections.close,
  };
}

/** Thrown in place of sending. */
class Refused extends Error {
  readonly code = 'EREFUSED';
}

interface Watch {
  readonly connections: Connections;
  readonly rules: DestinationRules;
  readonly sightings: Sightings;
  readonly signal: AbortSignal;
}

function watched({ connections, rules, sightings, signal }: Watch): typeof fetch {
  return async (input, init) => {
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
    // Nothing is kept: a trace of its own for each request.
    const { fetch } = openHttp({
      trace: new Trace(),
      connections,
      from: 'client',
      partyOf: () => 'resource-server',
      timeoutMs: exchangeMs,
      signal,
      gate: async (departure) => {
        const problem = whyNotThere(departure.url, rules);
        if (problem !== null) throw new Refused(problem);
        return departure;
      },
    });
    try {
      const response = await fetch(input, init);
      const type = response.headers.get('content-type')?.split(';', 1)[0]?.trim() ?? '';
      sightings.answers.set(url, { status: response.status, type });
      return response.status >= 400 && type === 'application/json'
        ? await noteError(response, url, sightings)
        : response;
    } catch (error) {
      sightings.failure = { url, why: reason(error) };
      throw error;
    }
  };
}

async function noteError(response: Response, url: string, sightings: Sightings): Promise<Response> {
  const text = await response.text();
  const code = /"error"\s*:\s*"([\w.-]{1,64})"/.exec(text)?.[1];
  if (code !== undefined) sightings.oauthError = { url, code };
  return new Response(text, { status: response.status, headers: response.headers });
}

/** TLS ends in an authority that this process does not know. */
export const untrusted = 'its certificate comes from an authority that is not trusted here';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host name',
  EAI_AGAIN: 'the host name could not be looked up',
  ECONNRESET: 'the connection was broken off',
  ETIMEDOUT: 'no connection could be made',
  EPRIVATE: 'it is inside the network that this client runs in',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
};

function reason(error: unknown): string {
  const chain = [error, (error as Error).cause] as { name?: string; code?: string; message?: string }[];
  const refused = chain.find((link) => link instanceof Refused);
  if (refused) return refused.message ?? '';
  if (chain.some((link) => link?.name === 'TimeoutError' || link?.name === 'AbortError'))
    return 'it did not answer in time';
  const code = chain.map((link) => link?.code).find((found) => typeof found === 'string');
  return reasons[code ?? ''] ?? `the connection failed${code ? ` (${code})` : ''}`;
}
