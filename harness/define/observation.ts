import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import type { Exchange } from '../trace/exchange.ts';
import { headerValues, jsonObject, queryParameters } from '../trace/exchange.ts';
import { parseChallenges } from './challenge.ts';

/** What a step showed: the exchanges that prove it, and how it came out. */
export interface Observation {
  /** The exchanges behind it; the last one is the one that matters unless an expectation points elsewhere. */
  readonly exchanges: readonly Exchange[];
  /** Whether the other side did what it was asked. */
  readonly accepted: boolean;
  /** Status of the deciding response; 0 when there was none. */
  readonly status: number;
  /** OAuth error code of the deciding response, from its body, its challenge or its redirect. */
  readonly error: string | null;
  /** What a reader needs to know of the outcome that the exchanges do not say. */
  readonly remark?: string;
  /** Requirements of which one, if it is broken, is why it was not carried out. */
  readonly causes?: readonly RequirementId[];
}

/** A recorded flow, for evidence about what was sent in it and what was not; a trace is one. */
export interface Recording {
  readonly exchanges: readonly Exchange[];
}

/** Anything that can stand as evidence: a step's answer, one exchange, something that carries one, or a whole flow. */
export type Observable = Observation | Exchange | { readonly exchange: Exchange } | Recording;

/** Reads an observable as an observation. */
export function observe(observable: Observable): Observation {
  if ('exchanges' in observable) return 'accepted' in observable ? observable : ofFlow(observable);
  return ofExchange('exchange' in observable ? observable.exchange : observable);
}

/** A flow stands for its last exchange, but all of it may be looked at. */
function ofFlow({ exchanges }: Recording): Observation {
  const last = exchanges.at(-1);
  return last
    ? { ...ofExchange(last), exchanges }
    : { exchanges, accepted: false, status: 0, error: null, remark: 'nothing was recorded' };
}

function ofExchange(exchange: Exchange): Observation {
  const status = exchange.response?.status ?? 0;
  return {
    exchanges: [exchange],
    accepted: status >= 200 && status < 300,
    status,
    error: errorCode(exchange),
  };
}

/** The OAuth error code of a response, wherever the protocol lets it stand, or `null`. */
export function errorCode({ response }: Exchange): string | null {
  if (!response) return null;
  const inBody = jsonObject(response.body)?.['error'];
  if (typeof inBody === 'string') return inBody;
  for (const challenge of parseChallenges(headerValues(response.headers, 'www-authenticate'))) {
    const inChallenge = challenge.parameters.get('error');
    if (inChallenge) return inChallenge;
  }
  const [location] = headerValues(response.headers, 'location');
  return location ? queryParameters(location).get('error') : null;
}
