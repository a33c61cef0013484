import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Configuration } from 'oidc-provider';
import type { Fault } from '../../../harness/define/fault.ts';
import { certificate } from '../../../harness/trace/certificate.ts';
import { allowLoopbackPorts } from './client-metadata.ts';
import { providerConfiguration } from './configuration.ts';
import { FaultPoints } from './fault-points.ts';
import type { FaultyProvider, MutableConfiguration } from './faulty.ts';
import { ownKey } from './keys.ts';
import { Provider } from './library.ts';
import { surround } from './middleware.ts';
import { mint } from './mint.ts';
import { mount } from './mount.ts';
import type { EmbeddedProvider, EmbeddedProviderOptions } from './options.ts';
import { knownResources } from './resources.ts';
import { ProviderStorage } from './storage.ts';

/** Starts an authorization server for MCP: the real oidc-provider, with faults where they are asked for. */
export async function startEmbeddedProvider(options: EmbeddedProviderOptions): Promise<EmbeddedProvider> {
  const storage = new ProviderStorage(options.registrations);
  const fetchDocument = documentFetch(options);
  const points = new FaultPoints(storage, fetchDocument);
  for (const fault of options.faults ?? []) (fault as Fault<FaultyProvider>).install(points);
  const server =
    options.listen === false ? null : await listen(createServer({ keepAliveTimeout: 60_000 }), options);
  const issuer = `${options.issuer ?? originOf(server, options)}${points.path}`;
  const handler = openProvider(issuer, { options, storage, fetchDocument, points });
  const listener = options.tap?.(handler) ?? handler;
  server?.on('request', listener);
  const door = points.wantsDoor ? await openDoor(listener, points) : null;
  return {
    issuer,
    handler,
    mint: mint(issuer, options),
    publicJwk: ownKey.publicJwk,
    publicKey: async () => ownKey.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    close: async () => void (await Promise.all([close(server), close(door)])),
  };
}

/** Listens with a certificate of an authority that is in no trust store. */
async function openDoor(listener: RequestListener, points: FaultPoints): Promise<Server> {
  const { cert, key } = await certificate();
  const door = await listen(createSecureServer({ cert, key }, listener), {});
  const { port } = door.address() as AddressInfo;
  points.doorOrigin = `https://127.0.0.1:${port}`;
  return door;
}

interface Parts {
  readonly options: EmbeddedProviderOptions;
  readonly storage: ProviderStorage;
  readonly fetchDocument: (url: string, init?: RequestInit) => Promise<Response>;
  readonly points: FaultPoints;
}

function openProvider(
  issuer: string,
  { options, storage, fetchDocument, points }: Parts,
): EmbeddedProvider['handler'] {
  const resources = knownResources(options.resources, issuer);
  const cookieSuffix = new URL(issuer).port || 'default';
  const configuration: Configuration = providerConfiguration({
    options,
    storage,
    resources,
    fetchDocument,
    cookieSuffix,
  });
  for (const change of points.configurationChanges) change(configuration as MutableConfiguration);
  const provider = new Provider(issuer, configuration);
  // Errors reach the client as server_error; koa would also print them.
  provider.silent = true;
  allowLoopbackPorts(provider);
  for (const change of points.providerChanges) change(provider);
  points.started(issuer);
  surround({ provider, options, resources, points, routes: configuration.routes as Record<string, string> });
  return mount(issuer, provider.callback());
}

/** Documents come from the option where it is given, else from the network under oidc-provider's own safeguards. */
function documentFetch({ metadataDocuments }: EmbeddedProviderOptions) {
  return (url: string, init?: RequestInit) => (metadataDocuments ?? fetch)(url, init);
}

function originOf(server: Server | null, { host = '127.0.0.1' }: EmbeddedProviderOptions): string {
  if (!server) throw new TypeError('a provider that does not listen needs an issuer');
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function listen(
  server: Server,
  { host = '127.0.0.1', port = 0 }: Pick<EmbeddedProviderOptions, 'host' | 'port'>,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.off('error', reject)));
  });
}

function close(server: Server | null): Promise<void> {
  return new Promise((resolve) => {
    if (!server?.listening) return resolve();
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
