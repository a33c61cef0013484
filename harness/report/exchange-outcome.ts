/** Tells the outcome of an exchange in a few words: the status and the field that matters. */
import { briefly, headerValue, isMembers, jsonMembers, queryOf } from './message-fields.ts';
import type { ReportExchange } from './schema.ts';

export interface Outcome {
  /** `null` when no response came. */
  readonly status: number | null;
  /** `error=…`, `access_token=‹…›`, `location=…`; why there is no response; or ''. */
  readonly words: string;
}

const memberByKind: Readonly<Record<string, string>> = {
  'resource-metadata': 'resource',
  'server-metadata': 'issuer',
  'registration-request': 'client_id',
  'client-metadata': 'client_id',
  'token-request': 'access_token',
  'introspection-request': 'active',
};

/** What came of an exchange. */
export function outcomeOf(exchange: ReportExchange): Outcome {
  const { response, failure } = exchange;
  if (!response) return { status: null, words: failure?.code ?? '' };
  const words =
    errorWords(response) ?? redirectWords(response) ?? challengeWords(response) ?? memberWords(exchange);
  return { status: response.status, words: words ?? '' };
}

type Response = NonNullable<ReportExchange['response']>;

function errorWords({ body }: Response): string | null {
  const { error } = jsonMembers(body);
  if (typeof error === 'string') return `error=${error}`;
  return isMembers(error) ? `error=${briefly(error['code'])} ${briefly(error['message'])}` : null;
}

function redirectWords({ headers }: Response): string | null {
  const location = headerValue(headers, 'location');
  if (location === null) return null;
  const query = queryOf(location);
  for (const name of ['error', 'code']) {
    if (query.has(name)) return `${name}=${query.get(name)}`;
  }
  return `location=${location}`;
}

function challengeWords({ headers }: Response): string | null {
  const challenge = headerValue(headers, 'www-authenticate');
  if (challenge === null) return null;
  const error = /\berror="?([^",\s]+)/.exec(challenge)?.[1];
  return error ? `error=${error}` : `www-authenticate=${challenge}`;
}

function memberWords({ kind, response }: ReportExchange): string | null {
  const name = memberByKind[kind] ?? '';
  const value = jsonMembers(response?.body)[name];
  return value === undefined ? null : `${name}=${briefly(value)}`;
}
