import { nearest } from '../../catalogue/select.ts';
import { type Revision, revisions } from '../../catalogue/vocabulary.ts';
import { quote, UsageError } from '../../define/error.ts';
import { findFaults, type NamedFault } from '../../testbed/fault-registry.ts';
import { loadProvider } from '../../testbed/load-provider.ts';
import {
  openStandaloneProvider,
  openStandaloneServer,
  type StandalonePart,
} from '../../testbed/standalone.ts';
import { openOwnServer } from '../../testbed/standalone-own-server.ts';
import { readEnvironment } from '../environment.ts';
import { serverVariant } from '../run/server-variant.ts';
import { runParts } from './run-parts.ts';

export interface ServeRequest {
  readonly part: 'provider' | 'server';
  readonly port: number | undefined;
  readonly provider: string | undefined;
  readonly fault: readonly string[] | undefined;
  readonly resource: readonly string[] | undefined;
  readonly spec: string;
  readonly 'server-variant': string | undefined;
  readonly offline: boolean | undefined;
  readonly 'token-format': 'jwt' | 'opaque' | undefined;
  readonly 'allow-production': boolean | undefined;
  readonly 'ca-file': string | undefined;
}

/** Runs a reference part until it is interrupted; prints where it stands. */
export async function serve(request: ServeRequest): Promise<void> {
  const faults = request.fault ? await findFaults(request.fault) : [];
  checkFaults(faults, request.part);
  checkPort(request.port);
  const part = await open(request, faults).catch((error: unknown) => {
    throw portTaken(error, request.port) ?? error;
  });
  const says = faults.map(({ id, says }) => `fault ${id}: ${says}`);
  await runParts([{ ...part, lines: [...part.lines, ...says] }], request['ca-file']);
}

function open(request: ServeRequest, faults: readonly NamedFault[]): Promise<StandalonePart> {
  const { port, resource = [] } = request;
  return request.part === 'provider'
    ? openStandaloneProvider({ port, faults, resources: resource })
    : openServer(request, faults);
}

/** What says which MCP server is to run, and how. */
export type ServerRequest = Pick<
  ServeRequest,
  'port' | 'provider' | 'spec' | 'server-variant' | 'offline' | 'token-format' | 'allow-production'
>;

/** Opens the MCP server of a provider: its own, or the reference server. */
export async function openServer(
  request: ServerRequest,
  faults: readonly NamedFault[],
  applicationUris?: readonly string[],
): Promise<StandalonePart> {
  const { port } = request;
  const folder = process.cwd();
  const environment = readEnvironment(process.env, folder);
  const definition = await loadProvider(request.provider ?? 'oidc-provider', environment, folder, {
    offline: request.offline ?? false,
    tokenFormat: request['token-format'],
    allowProduction: request['allow-production'] ?? false,
  });
  const own = serverVariant(definition, request['server-variant'], undefined);
  if (own) {
    const [fault] = faults;
    if (fault)
      throw new UsageError('fault', `--fault ${fault.id}: ${own.name} is no part of ours that could have it`);
    const [newest = '2026-07-28'] = own.revisions.toReversed();
    return openOwnServer({ port, definition, variant: own.variant, revision: newest, applicationUris });
  }
  const revisions = revisionsOf(request.spec);
  return openStandaloneServer({ port, faults, definition, revisions, applicationUris });
}

function revisionsOf(spec: string): Revision[] {
  if (spec === 'all') return [...revisions];
  if (spec === 'latest' || spec === 'draft') return revisions.slice(-1);
  const known = revisions.find((revision) => revision === spec);
  if (known) return [known];
  const near = nearest(spec, revisions);
  throw new UsageError(
    'spec',
    `--spec ${quote(spec)}: no such revision. Did you mean ${(near.length > 0 ? near : revisions).join(', ')}?`,
  );
}

function portTaken(error: unknown, port: number | undefined): UsageError | null {
  const { code } = error as { code?: string };
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return null;
  const why = code === 'EACCES' ? 'may not be listened on' : 'is in use';
  return new UsageError('port', `--port ${port}: ${why}. Take another, or leave --port out for a free one.`);
}

/** Throws a `UsageError` for what is no port. */
export function checkPort(port: number | undefined): void {
  if (port === undefined || (Number.isInteger(port) && port >= 0 && port < 65_536)) return;
  throw new UsageError(
    'port',
    '--port: takes a whole number from 0 to 65535; a free port is found when left out',
  );
}

function checkFaults(faults: readonly NamedFault[], part: ServeRequest['part']): void {
  const role = part === 'provider' ? 'authorization-server' : 'resource-server';
  const wrong = faults.find((fault) => fault.role !== role);
  if (wrong)
    throw new UsageError(
      'fault',
      `--fault ${wrong.id}: is a fault of the ${wrong.role}, which \`serve ${part}\` does not run`,
    );
}
