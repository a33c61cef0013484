import type { StartContext, StartedProvider, User } from '../define/provider.ts';
import { portIfFree } from './free-port.ts';
import type { LiveProvider } from './setup.ts';
import type { TestbedOptions } from './testbed.ts';

/** Users of a provider that we start ourselves. */
export const standInUsers: readonly User<string>[] = [
  { username: 'ada', password: 'correct horse battery staple' },
  { username: 'grace', password: 'nanoseconds and a long wire' },
];

type Documents = StartContext['documents'];

/** Starts the provider of a definition, or answers `null` for one that runs elsewhere. */
export async function startProvider(
  { definition, revision, faults, serverUrl, serverVariant, tap, guests }: TestbedOptions,
  resourceUrl: string,
  documents: Documents,
): Promise<StartedProvider | null> {
  if (!definition.start) return null;
  // In 2025-03-26 the MCP server is its own authorization server: both stand on one origin.
  const shared = revision === '2025-03-26' && serverUrl === undefined && serverVariant === undefined;
  const port = shared ? undefined : await portIfFree(guests?.ports.provider);
  return definition.start({
    resources: () => [resourceUrl],
    faults: faults.filter(({ role }) => role === 'authorization-server'),
    documents,
    users: definition.users ?? standInUsers,
    ...(shared ? { origin: new URL(resourceUrl).origin } : {}),
    ...(tap ? { tap } : {}),
    ...(port === undefined ? {} : { port }),
    ...(guests ? { registrations: guests.registrations } : {}),
  });
}

/** Starts a second authorization server beside the one of the run: the stand-in, without faults. */
export async function startAnotherProvider(
  { definition: { users = standInUsers }, tap }: TestbedOptions,
  resourceUrl: string,
  documents: Documents,
): Promise<{ readonly provider: LiveProvider; readonly stop: () => Promise<void> }> {
  const { loadProvider } = await import('./load-provider.ts');
  const definition = await loadProvider('oidc-provider', {}, '.');
  if (!definition.start) throw new TypeError('the stand-in cannot be started');
  const resources = () => [resourceUrl];
  const started = await definition.start({
    resources,
    documents,
    users,
    faults: [],
    ...(tap ? { tap } : {}),
  });
  return { provider: { definition, started, users, issuer: started.issuer }, stop: started.stop };
}
