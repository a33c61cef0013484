import type { RegistrationMode } from '../catalogue/vocabulary.ts';
import { errorCode } from '../define/observation.ts';
import { defaultRedirectUri, type StaticClient } from '../define/provider.ts';
import type { ClientKind, RegisteredClient, Registration } from '../define/provider-probe.ts';
import type { Http, OutgoingRequest, Reply } from '../trace/http.ts';
import { Blocked, type Setup } from './setup.ts';

/** A well-behaved registration request for a client of the harness (RFC 7591 §2). */
export function registrationRequest(kind: ClientKind, scope: string, uris: readonly string[]) {
  return {
    client_name: 'mcp-conformance',
    redirect_uris: uris,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: kind === 'public' ? 'none' : 'client_secret_basic',
    application_type: 'native',
    ...(scope === '' ? {} : { scope }),
  };
}

/** Registers a client and keeps account of it. */
export async function register(
  http: Http,
  setup: Setup,
  endpoint: string,
  metadata: unknown,
  request: Partial<OutgoingRequest> = {},
): Promise<Registration> {
  const reply = await http.send({
    url: endpoint,
    method: 'POST',
    kind: 'registration-request',
    body: metadata as Record<string, unknown>,
    ...request,
    headers: [['Accept', 'application/json'], ...(request.headers ?? [])],
  });
  const client = registeredClient(reply);
  if (client && reply.json) {
    const { registration_client_uri: url, registration_access_token: token } = reply.json;
    setup.shared.registered.push({
      clientId: client.clientId,
      managementUrl: typeof url === 'string' ? url : null,
      managementToken: typeof token === 'string' ? token : null,
    });
  }
  return {
    reply,
    client,
    exchanges: [reply.exchange],
    accepted: client !== null,
    status: reply.status,
    error: errorCode(reply.exchange),
  };
}

function registeredClient(reply: Reply): RegisteredClient | null {
  if (reply.status < 200 || reply.status > 299 || typeof reply.json?.['client_id'] !== 'string') return null;
  const { client_id, client_secret, redirect_uris, token_endpoint_auth_method } = reply.json;
  return {
    clientId: client_id,
    clientSecret: typeof client_secret === 'string' ? client_secret : null,
    redirectUris: Array.isArray(redirect_uris) ? redirect_uris.filter((uri) => typeof uri === 'string') : [],
    authenticationMethod:
      typeof token_endpoint_auth_method === 'string' ? token_endpoint_auth_method : 'client_secret_basic',
    mode: 'dynamic',
  };
}

/** The clients that were registered by hand, those of the definition and those of a provider we started. */
export function staticClients(setup: Setup): RegisteredClient[] {
  const defined = setup.provider.definition.registration.static ?? [];
  const written = defined === 'made' ? [] : [defined].flat();
  const known = [...(written as StaticClient<string>[]), ...(setup.provider.started?.clients ?? [])];
  return known.map((client) => ({
    clientId: client.clientId,
    clientSecret: client.clientSecret ?? null,
    redirectUris: client.redirectUris ?? [defaultRedirectUri],
    authenticationMethod:
      client.authenticationMethod ?? (client.clientSecret ? 'client_secret_basic' : 'none'),
    mode: 'static',
  }));
}

/** Which kinds of client a mode can give, so far as that is known before trying. */
export function availableKinds(setup: Setup, mode: RegistrationMode): readonly ClientKind[] {
  if (mode === 'metadata-document') return ['public'];
  if (mode === 'dynamic') return ['public', 'confidential'];
  return staticClients(setup).map(({ authenticationMethod }) =>
    authenticationMethod === 'none' ? 'public' : 'confidential',
  );
}

/** The statically registered client of a kind; any kind when none is asked for. */
export function staticClient(setup: Setup, kind: ClientKind | undefined): RegisteredClient {
  const clients = staticClients(setup);
  const isKind = ({ authenticationMethod }: RegisteredClient) =>
    kind === undefined || (authenticationMethod === 'none') === (kind === 'public');
  const client = clients.find(isKind);
  if (!client)
    throw new Blocked(`the provider definition has no ${kind ?? ''} client under registration.static`);
  return client;
}
