import type { ClientRegistration } from '../../clients/reference/index.ts';
import type { RegistrationMode } from '../catalogue/vocabulary.ts';
import type { ClientProbe } from '../define/client-probe.ts';
import { defaultRedirectUri } from '../define/provider.ts';
import { type Connections, openConnections, openHttp } from '../trace/open-http.ts';
import type { Trace } from '../trace/trace.ts';
import { staticClient } from './clients.ts';
import type { NamedFault } from './fault-registry.ts';
import type { Sessions } from './sessions.ts';
import { Blocked, type OnFetched, type Setup } from './setup.ts';

/** Opens the reference client against a testbed; it records at its `fetch`, its browser at the sign-in driver. */
export async function openClientProbe(
  setup: Setup,
  trace: Trace,
  mode: RegistrationMode,
  sessions: Sessions,
  faults: readonly NamedFault[],
): Promise<ClientProbe> {
  const { openReferenceClient } = await import('../../clients/reference/index.ts');
  const own = openHttp({ ...setup, trace, from: 'client' });
  const trusting: Connections[] = [];
  const browse = browserOf(setup, trace, sessions);
  let user = 0;
  const client = openReferenceClient({
    serverUrl: setup.resource.url,
    revision: setup.revision,
    fetch: own.fetch,
    fetchTrusting: (ca) => {
      const connections = openConnections({ ca });
      trusting.push(connections);
      return openHttp({ ...setup, connections, trace, from: 'client' }).fetch;
    },
    registrations: registrationsFor(setup, trace, mode),
    redirectUri: defaultRedirectUri,
    openBrowser: (url) => browse(url, user),
    faults,
  });
  return {
    ...client,
    callTool: async (name, args, options = {}) => {
      user = options.user ?? 0;
      return client.callTool(name, args).finally(() => {
        user = 0;
      });
    },
    disconnect: async () => {
      await client.disconnect();
      for (const connections of trusting.splice(0)) connections.close();
    },
  };
}

/** The user's browser, as the client knows it: an authorization URL goes in, a callback URL comes back. */
function browserOf(setup: Setup, trace: Trace, sessions: Sessions) {
  const http = openHttp({ ...setup, trace, from: 'browser' });
  return async (url: string, user: number): Promise<string | null> => {
    const query = new URL(url).searchParams;
    const trip = await setup.driver.drive({
      url,
      redirectUris: [query.get('redirect_uri') ?? defaultRedirectUri],
      state: query.get('state'),
      user: setup.provider.users[user] ?? null,
      decision: 'approve',
      cookies: sessions.of(user),
      http,
    });
    return trip.redirectedTo;
  };
}

/** What the client is given to identify itself by; what it prefers to the mode is left out. */
function registrationsFor(setup: Setup, trace: Trace, mode: RegistrationMode): ClientRegistration[] {
  if (mode === 'dynamic') return [{ kind: 'dynamic' }];
  const documents = hostedBy(setup, trace);
  if (mode === 'static') {
    const { clientId, clientSecret } = staticClient(setup, undefined);
    const { issuer } = setup.provider;
    const secret = clientSecret ? { clientSecret } : {};
    return [{ kind: 'static', clientId, issuer, ...secret }, ...documents, { kind: 'dynamic' }];
  }
  if (documents.length === 0) throw new Blocked('no metadata document can be hosted for the client');
  return [...documents, { kind: 'dynamic' }];
}

/** A place for the documents of a client, whose fetches are recorded. */
export function hostedBy({ documents }: Pick<Setup, 'documents'>, trace: Trace): ClientRegistration[] {
  if (!documents.available) return [];
  const onFetched: OnFetched = (url, answer) => {
    const request = { method: 'GET', url, headers: [], body: null };
    trace.open({ ...request, from: 'authorization-server', to: 'client' }).finish(answer);
  };
  return [{ kind: 'metadata-document', host: (body) => documents.put({ body }, onFetched).url }];
}
