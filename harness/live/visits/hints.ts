import { parseChallenges } from '../../define/challenge.ts';
import { errorCode } from '../../define/observation.ts';
import {
  type Exchange,
  formOf,
  headerValue,
  headerValues,
  jsonObject,
  queryOf,
} from '../../trace/exchange.ts';
import { tokenSent } from './identity.ts';

/** What helps whoever wonders why a visit came no further; facts that are about neither party's conformance. */
export function hintsOf(exchanges: readonly Exchange[], known: ReadonlySet<string>): string[] {
  const registered = exchanges.flatMap(({ kind, response }) =>
    kind === 'registration-request' ? String(jsonObject(response?.body)?.['client_id'] ?? '') : [],
  );
  const isStranger = (id: string) =>
    id !== '' && !id.startsWith('https:') && !known.has(id) && !registered.includes(id);
  const hints = exchanges.flatMap((exchange) => [
    ...unknownClient(exchange, isStranger),
    ...oldToken(exchange),
    ...foreignOrigin(exchange),
    ...unfetchedDocument(exchange),
  ]);
  return [...new Set(hints)];
}

function unknownClient(exchange: Exchange, isStranger: (id: string) => boolean): string[] {
  const { kind, response } = exchange;
  const id = queryOf(exchange).get('client_id') ?? formOf(exchange).get('client_id') ?? '';
  const isRefused = kind === 'authorization-request' && (response?.status ?? 0) >= 400;
  const isUnknown = kind === 'token-request' && errorCode(exchange) === 'invalid_client';
  return (isRefused || isUnknown) && isStranger(id)
    ? [
        `The client came with the client_id ${id}, which was registered with an earlier playground. Make it forget what it stored for this server, and connect again.`,
      ]
    : [];
}

function oldToken(exchange: Exchange): string[] {
  const { response } = exchange;
  const [challenge] = parseChallenges(headerValues(response?.headers ?? [], 'www-authenticate'));
  const isOld = tokenSent(exchange) !== null && challenge?.parameters.get('error') === 'invalid_token';
  return isOld
    ? [
        'The client came with a token that is not good any more: it was issued before this stage was set, or has been refused.',
      ]
    : [];
}

function foreignOrigin({ kind, request, response }: Exchange): string[] {
  const origin = headerValue(request.headers, 'origin');
  return kind === 'mcp' && origin !== null && response?.status === 403
    ? [
        `The request came from a page of ${origin}. The MCP server takes no requests of pages of other origins.`,
      ]
    : [];
}

function unfetchedDocument(exchange: Exchange): string[] {
  const { kind, response } = exchange;
  const id = queryOf(exchange).get('client_id') ?? '';
  return kind === 'authorization-request' && id.startsWith('https:') && (response?.status ?? 0) >= 400
    ? [
        `The client identifies itself by ${id}, and the authorization server could not use what it got from there.`,
      ]
    : [];
}
