import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import type { RegistrationMode } from '../catalogue/vocabulary.ts';
import { defaultRedirectUri } from '../define/provider.ts';
import type {
  Authorization,
  AuthorizeOptions,
  ClientKind,
  ProviderProbe,
  RegisteredClient,
  ServerMetadata,
} from '../define/provider-probe.ts';
import type { Http } from '../trace/http.ts';
import { openHttp } from '../trace/open-http.ts';
import type { Trace } from '../trace/trace.ts';
import { authorize } from './authorize.ts';
import { register, registrationRequest, staticClient, staticClients } from './clients.ts';
import { hostDocument } from './document-host.ts';
import { documentsAmong, lookUp } from './metadata.ts';
import { plainFetch } from './plain-fetch.ts';
import { tokenVerifier } from './resource.ts';
import type { Sessions } from './sessions.ts';
import { Blocked, once, type Setup } from './setup.ts';
import { requestTokens } from './token-request.ts';
import { wantedScope } from './wanted-scope.ts';

/** Opens a probe of the authorization server that records into one trace. */
export function openProviderProbe(
  setup: Setup,
  trace: Trace,
  mode: RegistrationMode,
  sessions: Sessions,
): ProviderProbe {
  const harness = openHttp({ ...setup, trace, from: 'harness' });
  const browser = openHttp({ ...setup, trace, from: 'browser' });
  const { issuer } = setup.provider;
  const resource = setup.revision === '2025-03-26' ? undefined : setup.resource.url;

  const metadata = () => loadMetadata(setup, harness);
  const advertised = async (member: string) => (await metadata())[0]?.document[member] ?? null;
  const endpoint = async (member: string) => {
    const url = await advertised(member);
    if (typeof url !== 'string')
      throw new Blocked(`the metadata of ${issuer} names no ${member}`, whyAbsent(member));
    return url;
  };
  const scope = () => wantedScope(setup, harness, advertised);
  const registrationScope = async () => setup.provider.definition.registrationScope ?? (await scope());
  const token = async (client: RegisteredClient, base: object, options = {}) =>
    requestTokens(harness, await endpoint('token_endpoint'), client, { ...base, resource }, options);

  const probe: ProviderProbe = {
    issuer,
    scope,
    users: setup.provider.users.length,
    refreshGraceSeconds: setup.provider.definition.refreshGraceSeconds ?? 0,
    lookUpMetadata: () => lookUp(harness, issuer),
    metadata,
    advertised,
    endpoint,
    client: (kind, options) => findClient(setup, probe, mode, kind, options?.fresh ?? false),
    stranger: (client) => findStranger(setup, probe, mode, client),
    register: async (changes = {}, options = {}) => {
      const request = registrationRequest('public', await registrationScope(), [defaultRedirectUri]);
      return register(
        harness,
        setup,
        await endpoint('registration_endpoint'),
        prune({ ...request, ...changes }),
        options,
      );
    },
    authorize: async (options: AuthorizeOptions = {}) => {
      const client = options.client ?? (await probe.client());
      const request = {
        endpoint: await endpoint('authorization_endpoint'),
        client,
        scope: await scope(),
        resource,
      };
      return authorize(browser, setup, sessions, request, options);
    },
    redeem: (authorization: Authorization, options) =>
      token(
        options?.client ?? authorization.client,
        {
          grant_type: 'authorization_code',
          code: authorization.code ?? '',
          redirect_uri: authorization.redirectUri,
          code_verifier: authorization.verifier,
        },
        options,
      ),
    refresh: (tokens, options) =>
      token(
        options?.client ?? tokens.client,
        { grant_type: 'refresh_token', refresh_token: tokens.refreshToken ?? '' },
        options,
      ),
    tokens: async (options) => probe.redeem(await probe.authorize(options)),
    token: async (parameters, options) => {
      const client = options?.client ?? (await probe.client());
      return requestTokens(harness, await endpoint('token_endpoint'), client, parameters, options);
    },
    lookUpToken: async (accessToken) => {
      // Without an audience of ours to check, every good token is told about.
      const fetch = plainFetch(setup.connections);
      const verify = await tokenVerifier(setup.provider, '', '2025-03-26', fetch);
      return verify(accessToken).catch(() => null);
    },
    send: harness.send,
    hostDocument: async (document) => hostDocument(setup, document),
  };
  return probe;
}

/** The requirements one of which is broken when the metadata lacks an endpoint that a flow needs. */
function whyAbsent(member: string): RequirementId[] {
  return [
    'as.metadata.published',
    'as.metadata.location-for-path-issuer',
    'as.metadata.rfc8414-mandatory',
    'as.metadata.legacy-recommended',
    member === 'registration_endpoint' ? 'as.dcr.supported-legacy' : 'as.metadata.required-members',
  ];
}

function loadMetadata(setup: Setup, http: Http): Promise<readonly ServerMetadata[]> {
  setup.shared.metadata ??= lookUp(http, setup.provider.issuer).then((replies) => {
    // Where one location did not answer, another's document may not be the one that clients use: ask again next time.
    if (replies.some(({ status }) => status === 0)) setup.shared.metadata = null;
    return documentsAmong(setup.provider.issuer, replies);
  });
  return setup.shared.metadata;
}

function findClient(
  setup: Setup,
  probe: ProviderProbe,
  mode: RegistrationMode,
  kind: ClientKind | undefined,
  fresh: boolean,
): Promise<RegisteredClient> {
  if (mode === 'static') return Promise.resolve(staticClient(setup, kind));
  const make = () =>
    mode === 'dynamic' ? registerClient(probe, kind ?? 'public') : documentClient(probe, kind);
  return fresh ? make() : once(setup.shared.clients, `${mode} ${kind ?? 'public'}`, make);
}

/** Where a server calls everybody the same, a made-up client takes the other's place. */
async function findStranger(
  setup: Setup,
  probe: ProviderProbe,
  mode: RegistrationMode,
  client: RegisteredClient,
): Promise<RegisteredClient | null> {
  if (mode === 'static')
    return staticClients(setup).find(({ clientId }) => clientId !== client.clientId) ?? null;
  const other = await probe.client('public', { fresh: true });
  return other.clientId === client.clientId ? { ...other, clientId: 'mcp-conformance-other-client' } : other;
}

async function registerClient(probe: ProviderProbe, kind: ClientKind): Promise<RegisteredClient> {
  const method = kind === 'public' ? 'none' : 'client_secret_basic';
  const { client, status, error } = await probe.register({ token_endpoint_auth_method: method });
  if (!client)
    throw new Blocked(`registering a ${kind} client was answered ${status}${error ? ` ${error}` : ''}`, [
      'as.dcr.open-registration',
      'as.dcr.registers-client',
    ]);
  return client;
}

async function documentClient(probe: ProviderProbe, kind: ClientKind | undefined): Promise<RegisteredClient> {
  if (kind === 'confidential') throw new Blocked('a metadata document describes a public client');
  const scope = await probe.scope();
  const hosted = await probe.hostDocument({
    body: (url) => ({ client_id: url, ...registrationRequest('public', scope, [defaultRedirectUri]) }),
  });
  if (!hosted) throw new Blocked('no metadata document can be hosted where this provider would fetch it');
  return hosted.client;
}

function prune(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
