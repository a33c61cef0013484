import type { Credential, FaultyClient, Refusal, StoredTokens } from './faulty.ts';
import { IdentityDocuments } from './identity-documents.ts';
import type { ReferenceClientOptions } from './index.ts';
import { type ClientInformation, type Discovery, emptyMemory, type SessionMemory } from './session-memory.ts';

/** The client stops for a reason of its own; the message is for its user. */
export class ClientStop extends Error {
  /** The `error` of the authorization response, where one ended the flow (RFC 6749 §4.1.2.1). */
  readonly authorizationError: string | null;

  constructor(message: string, authorizationError: string | null = null) {
    super(message);
    this.name = 'ClientStop';
    this.authorizationError = authorizationError;
  }
}

/** What a session needs to know of the client that it belongs to. */
export interface SessionOptions
  extends Pick<ReferenceClientOptions, 'revision' | 'registrations' | 'redirectUri'> {
  /** What users are shown at the authorization server. */
  readonly clientName?: string;
  /** An empty one of its own when left out; changed as the session goes on. */
  readonly memory?: SessionMemory;
  /** Hears of new tokens once they are in the memory; the flow goes on when they are kept. */
  readonly onTokens?: () => Promise<void>;
}

/**
 * What the application has to do around the SDK's OAuth code: it keeps credentials, makes and checks `state`,
 * records the issuer before the redirect, and decides which URL may be opened.
 *
 * One class serves both SDKs: their `OAuthClientProvider` interfaces agree in what is used here.
 */
export class OAuthSession {
  readonly #options: SessionOptions;
  readonly #policy: FaultyClient;
  readonly #preregistered: ClientInformation | undefined;
  readonly #memory: SessionMemory;
  #refusal: Refusal = 'unauthorized';
  #challenged: string | null = null;
  #state: string | undefined;
  #dropped: string | null = null;
  /** The URL that the SDK wants the user to visit, until it is taken. */
  #authorizationUrl: URL | null = null;

  readonly #documents: IdentityDocuments | null;

  /** The SDKs call it without its object. */
  readonly addClientAuthentication = async (
    headers: Headers,
    parameters: URLSearchParams,
    url: string | URL,
    metadata?: { readonly [member: string]: unknown },
  ): Promise<void> => {
    const client = this.clientInformation();
    if (!client) return;
    if (this.#documents?.isKeyed(client.client_id)) {
      const audience = String(metadata?.['issuer'] ?? url);
      await this.#documents.sign(client.client_id, parameters, audience);
      return;
    }
    this.#policy.authenticate(client, { headers, parameters, supported: methodsIn(metadata) });
  };

  constructor(options: SessionOptions, policy: FaultyClient) {
    this.#options = options;
    this.#memory = options.memory ?? emptyMemory();
    this.#policy = policy;
    const document = options.registrations.find(({ kind }) => kind === 'metadata-document');
    const byHand = options.registrations.find(({ kind }) => kind === 'static');
    this.#documents =
      document?.kind === 'metadata-document'
        ? new IdentityDocuments(document.host, (url, members) => this.#metadataDocument(url, members))
        : null;
    if (byHand?.kind === 'static') {
      const { clientId, clientSecret, issuer } = byHand;
      this.#preregistered = {
        client_id: clientId,
        ...(clientSecret ? { client_secret: clientSecret } : {}),
        ...(issuer ? { issuer } : {}),
      };
    }
  }

  get clientMetadataUrl(): string | undefined {
    return this.#documents?.urlAt(methodsIn(this.#memory.discovery?.authorizationServerMetadata));
  }

  get redirectUrl(): string {
    return this.#options.redirectUri;
  }

  get clientMetadata() {
    return {
      client_name: this.#options.clientName ?? 'mcp-conformance reference client',
      redirect_uris: [this.#options.redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      application_type: this.#policy.applicationType,
    };
  }

  state(): string {
    this.#state = this.#policy.newState();
    return this.#state as string;
  }

  /** Registration by hand comes before all others (MCP 2025-11-25, client registration approaches). */
  clientInformation(): ClientInformation | undefined {
    const metadata = this.#memory.discovery?.authorizationServerMetadata ?? {};
    const byHand = this.#policy.usesPreregistered(metadata) ? this.#preregistered : undefined;
    if (byHand) {
      const configured = this.#presentable(byHand, 'configuration');
      if (configured) return configured;
      throw new ClientStop(`the client is registered at ${byHand.issuer}, not where the MCP server points`);
    }
    const invented = this.#policy.inventClientId(metadata);
    const known = this.#memory.client ?? (invented === null ? undefined : { client_id: invented });
    return known && this.#presentable(known, 'registration');
  }

  saveClientInformation(information: ClientInformation): void {
    this.#memory.client = information;
  }

  /** A credential for the authorization server at hand, or nothing; the SDKs compare the issuer once more. */
  #presentable<Held extends { readonly issuer?: string }>(held: Held, what: Credential): Held | undefined {
    const to = this.#memory.discovery?.authorizationServerUrl;
    if (to === undefined || held.issuer === to) return held;
    if (!this.#policy.mayPresent(held.issuer, to, what)) return undefined;
    return held.issuer === undefined ? held : { ...held, issuer: to };
  }

  /** The document by which the client identifies itself (MCP 2025-11-25, client ID metadata documents). */
  #metadataDocument(url: string, members: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const document = { client_id: url, ...this.clientMetadata, ...members };
    this.#policy.metadataDocument(document);
    return document;
  }

  /** Why the last refused request was refused. */
  get refusal(): Refusal {
    return this.#refusal;
  }

  noteRefusal(refusal: Refusal, scope: string | null): void {
    this.#refusal = refusal;
    this.#challenged = scope;
  }

  tokens(): StoredTokens | undefined {
    const known = this.#memory.tokens;
    const tokens = known ? this.#presentable(known, 'tokens') : undefined;
    if (this.#refusal !== 'insufficient-scope' || this.#policy.refreshesToStepUp) return tokens;
    // The SDK (1.x) would refresh, and ask again with no more scope than before.
    const { refresh_token: _, ...others } = tokens ?? { access_token: '', token_type: '' };
    return tokens && others;
  }

  async saveTokens(tokens: StoredTokens): Promise<void> {
    this.#memory.tokens = this.#policy.keepTokens(tokens, this.#memory.tokens ?? undefined);
    this.#refusal = 'unauthorized';
    await this.#options.onTokens?.();
  }

  /** Gives the verifier out once: the SDKs redeem a code again that was refused. */
  codeVerifier(): string {
    const verifier = this.#memory.verifier;
    if (verifier === null) throw new ClientStop('the authorization server refused the code');
    if (this.#policy.presentsCodesOnce) this.#memory.verifier = null;
    return verifier;
  }

  saveCodeVerifier(verifier: string): void {
    this.#memory.verifier = this.#policy.keepVerifier(verifier);
  }

  discoveryState(): Discovery | undefined {
    // Kept for the callback leg only, so that the code goes where the user was sent.
    return this.#memory.pending ? (this.#memory.discovery ?? undefined) : undefined;
  }

  /** Keeps what discovery found; ends the flow here when that is not enough, before anything is registered. */
  saveDiscoveryState(discovery: Discovery): void {
    this.#memory.discovery = discovery;
    const problem = this.#whyNotGoOn(discovery);
    if (problem !== null) throw new ClientStop(this.#dropped ?? problem);
    this.#dropped = null;
  }

  /** Remembers why a document was dropped, for what the user is told. */
  noteDropped(problem: string): void {
    this.#dropped = problem;
  }

  #whyNotGoOn({ resourceMetadata, authorizationServerMetadata }: Discovery): string | null {
    const { revision } = this.#options;
    const { needsResourceMetadata, needsServerMetadata } = this.#policy;
    const isNamed = stringsIn(resourceMetadata?.['authorization_servers']).length > 0;
    if (revision !== '2025-03-26' && needsResourceMetadata && !isNamed)
      return 'the MCP server publishes no resource metadata that names an authorization server';
    // Metadata that was there and may not be used is not the same as none, for which there are default endpoints.
    return authorizationServerMetadata || !(this.#dropped ?? needsServerMetadata(revision))
      ? null
      : 'no usable authorization server metadata was found';
  }

  invalidateCredentials(scope: 'all' | 'client' | 'tokens' | 'verifier' | 'discovery'): void {
    if (scope === 'all' || scope === 'tokens') this.#memory.tokens = null;
    if (scope === 'all' || scope === 'client') this.#memory.client = null;
  }

  redirectToAuthorization(url: URL): void {
    const metadata = this.#memory.discovery?.authorizationServerMetadata;
    const problem = this.#policy.checkAuthorizationUrl(url);
    if (problem !== null) throw new ClientStop(problem);
    this.#setScope(url, metadata);
    this.#policy.rewriteAuthorizationUrl(url);
    this.#memory.pending = {
      state: this.#state ?? '',
      issuer: String(metadata?.['issuer'] ?? ''),
      announcesIssuer: metadata?.['authorization_response_iss_parameter_supported'] === true,
    };
    this.#authorizationUrl = url;
  }

  #setScope(url: URL, metadata: Discovery['authorizationServerMetadata']): void {
    const scope = this.#policy.chooseScope({
      chosen: url.searchParams.get('scope'),
      challenged: this.#challenged,
      listed: stringsIn(this.#memory.discovery?.resourceMetadata?.['scopes_supported']),
      supported: stringsIn(metadata?.['scopes_supported']),
      requested: this.#memory.requested,
      refusal: this.#refusal,
    });
    if (scope === null) url.searchParams.delete('scope');
    else if (scope !== url.searchParams.get('scope')) url.searchParams.set('scope', scope);
    const asked = [...this.#memory.requested, ...(scope?.split(' ') ?? [])];
    this.#memory.requested = [...new Set(asked)];
  }

  /** Takes the authorization URL that is waiting for the user, if any. */
  takeAuthorizationUrl(): string | null {
    const url = this.#authorizationUrl;
    this.#authorizationUrl = null;
    return url?.href ?? null;
  }

  /**
   * Checks a callback and takes the request it belongs to: it works once.
   *
   * Throws a `ClientStop`; when the issuer does not fit, nothing of the response is shown (RFC 9207 §2.4).
   */
  acceptCallback(url: string): URLSearchParams {
    const response = new URL(url).searchParams;
    const pending = this.#memory.pending;
    if (pending === null) throw new ClientStop('a callback came that nobody waits for');
    const { checksIssuerFirst, sdkChecksIssuer } = this.#policy;
    const wrongState = this.#policy.checkState(response, pending);
    const wrongIssuer = this.#policy.checkIssuer(response, pending);
    const problem = wrongState ?? (checksIssuerFirst ? wrongIssuer : null);
    if (problem !== null) throw new ClientStop(problem);
    this.#stopOnError(response);
    if (wrongIssuer !== null) throw new ClientStop(wrongIssuer);
    if (!sdkChecksIssuer) response.set('iss', pending.issuer);
    return response;
  }

  #stopOnError(response: URLSearchParams): void {
    const error = response.get('error');
    if (error === null || !this.#policy.stopsOnError) return;
    this.#memory.pending = null;
    throw new ClientStop(
      `the authorization server answered ${error}: ${response.get('error_description') ?? ''}`,
      error,
    );
  }

  /** The request that was waiting is done with, whatever became of it. */
  forgetRequest(): void {
    if (this.#policy.forgetsRequest) this.#memory.pending = null;
  }
}

const methodsIn = (metadata: { readonly [member: string]: unknown } | undefined) =>
  stringsIn(metadata?.['token_endpoint_auth_methods_supported']);

function stringsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
