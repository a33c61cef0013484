/** Finds the values that go from one exchange to another: codes, tokens, verifiers, states. */
import { formOf, headerValue, queryOf } from './message-fields.ts';
import type { ReportExchange } from './schema.ts';

/** A value that can be followed through a flow. */
export interface TravellingValue {
  /** As it stands on the wire: a placeholder, or the value itself where it is no secret. */
  readonly text: string;
  /** What it is called: the placeholder without its brackets, or the parameter it stood in. */
  readonly name: string;
  /** The ids of the exchanges in which it stands. */
  readonly uses: readonly string[];
}

/** What the recorder puts in place of a secret. */
export const placeholder = /‹[^‹›\n]{1,60} #\d+›/g;

/** Shorter values would be found in words that have nothing to do with them. */
const shortestFollowed = 8;
const longestFollowed = 200;
/** A body that is full of what looks like placeholders must not keep the page busy. */
const mostFollowed = 400;
/** Parameters that are no secret and still tie one exchange to another. */
const followedParameters = ['state', 'nonce', 'code_challenge'];

/** The values of a flow in the order in which they first appear. */
export function travellingValues(exchanges: readonly ReportExchange[]): TravellingValue[] {
  const names = new Map<string, string>();
  for (const exchange of exchanges) {
    for (const text of textsOf(exchange).flatMap((part) => part.match(placeholder) ?? [])) {
      names.set(text, text.slice(1, -1));
    }
    for (const [name, value] of followedIn(exchange)) if (!names.has(value)) names.set(value, name);
  }
  return [...names]
    .slice(0, mostFollowed)
    .map(([text, name]) => ({ text, name, uses: usesOf(text, exchanges) }));
}

function usesOf(text: string, exchanges: readonly ReportExchange[]): string[] {
  return exchanges
    .filter((exchange) => textsOf(exchange).some((part) => part.includes(text)))
    .map(({ id }) => id);
}

function textsOf({ request, response }: ReportExchange): string[] {
  return [
    request.url,
    ...[...request.headers, ...(response?.headers ?? [])].map(([, value]) => value),
    request.body?.text ?? '',
    response?.body?.text ?? '',
  ];
}

function followedIn(exchange: ReportExchange): [name: string, value: string][] {
  const location = headerValue(exchange.response?.headers ?? [], 'location') ?? '';
  return [queryOf(exchange.request.url), formOf(exchange), queryOf(location)]
    .flatMap((parameters) =>
      followedParameters.flatMap((name) =>
        parameters.getAll(name).map((value) => [name, value] as [string, string]),
      ),
    )
    .filter(([, value]) => value.length >= shortestFollowed && value.length <= longestFollowed);
}

/** A stretch of text, or a value in it that can be followed. */
export type WirePart = string | { readonly value: string };

/** Cuts a text at the values that can be followed; placeholders are always among them. */
export function wireParts(text: string, values: readonly string[] = []): WirePart[] {
  const known = values.filter((value) => value !== '' && !value.startsWith('‹') && text.includes(value));
  const pattern = new RegExp(
    [placeholder.source, ...known.map((value) => escapePattern(value))].join('|'),
    'g',
  );
  const parts: WirePart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ value: match[0] });
    end = match.index + match[0].length;
  }
  return end < text.length || parts.length === 0 ? [...parts, text.slice(end)] : parts;
}

const escapePattern = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
