import { type RegistrationMode, type Revision, revisions } from '../../catalogue/vocabulary.ts';
import { type Exchange, headerValue, jsonObject, queryOf } from '../../trace/exchange.ts';
import { agentOf, clientNamed } from './identity.ts';

/** What a visit tells of the client that made it. */
export interface Portrait {
  /** What the client calls itself, or what it is known by. */
  readonly name: string;
  /** The revision that it speaks, or `null` when it said none that is known. */
  readonly revision: Revision | null;
  /** How it is registered, or `null` when it has not come so far. */
  readonly mode: RegistrationMode | null;
}

/** Draws the portrait of a client from its requests; `registered` are clients that registered themselves here before. */
export function portraitOf(
  exchanges: readonly Exchange[],
  registered: ReadonlySet<string> = new Set(),
): Portrait {
  const own = exchanges.filter(({ from }) => from === 'client');
  return { name: nameOf(own), revision: revisionOf(own), mode: modeOf(exchanges, registered) };
}

function nameOf(own: readonly Exchange[]): string {
  const named = own.flatMap((exchange) => clientNamed(exchange) ?? []).at(-1);
  if (named) return [named.name, named.version].filter(Boolean).join(' ');
  const registered = own
    .filter(({ kind }) => kind === 'registration-request')
    .map(({ request }) => jsonObject(request.body)?.['client_name'])
    .find((name) => typeof name === 'string');
  const agent = own.map(agentOf).find(Boolean)?.split(' ', 1)[0];
  return (registered ?? agent ?? 'a client that does not say its name').slice(0, 140);
}

const versionKey = 'io.modelcontextprotocol/protocolVersion';

/** What was agreed on counts most, then what was proposed; the last that was answered with success before any other. */
function revisionOf(own: readonly Exchange[]): Revision | null {
  const mcp = own.filter(({ kind }) => kind === 'mcp').toReversed();
  const succeeded = mcp.filter(({ response }) => response?.status === 200);
  const said = [...succeeded, ...mcp].flatMap((exchange) => spokenIn(exchange) ?? []);
  return said[0] ?? null;
}

function spokenIn({ request, response }: Exchange): Revision | null {
  const params = jsonObject(request.body)?.['params'] as
    | { protocolVersion?: unknown; _meta?: Record<string, unknown> }
    | undefined;
  const agreed = jsonObject(response?.body)?.['result'] as { protocolVersion?: unknown } | undefined;
  const versions = [
    agreed?.protocolVersion,
    headerValue(request.headers, 'mcp-protocol-version'),
    params?._meta?.[versionKey],
    params?.protocolVersion,
  ];
  return versions.flatMap((version) => revisions.find((known) => known === version) ?? [])[0] ?? null;
}

function modeOf(exchanges: readonly Exchange[], registered: ReadonlySet<string>): RegistrationMode | null {
  const registers = exchanges.some(({ kind, from }) => kind === 'registration-request' && from === 'client');
  if (registers) return 'dynamic';
  const request = exchanges.find(({ kind }) => kind === 'authorization-request');
  if (!request) return null;
  const id = queryOf(request).get('client_id') ?? '';
  if (registered.has(id)) return 'dynamic';
  return id.startsWith('https:') ? 'metadata-document' : 'static';
}
