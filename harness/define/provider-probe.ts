import type { RegistrationMode } from '../catalogue/vocabulary.ts';
import type { HeaderLine } from '../trace/exchange.ts';
import type { OutgoingRequest, Reply } from '../trace/http.ts';
import type { Observation } from './observation.ts';
import type { VerifiedToken } from './token.ts';

/** Overrides of parameters: `undefined` leaves one out, a list repeats it. */
export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Whether a client can keep a secret (RFC 6749 §2.1). */
export type ClientKind = 'public' | 'confidential';

/** A client as the authorization server knows it. */
export interface RegisteredClient {
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly redirectUris: readonly string[];
  /** `none`, `client_secret_basic`, `client_secret_post`, … */
  readonly authenticationMethod: string;
  readonly mode: RegistrationMode;
}

export interface Registration extends Observation {
  readonly reply: Reply;
  /** `null` when the registration was refused. */
  readonly client: RegisteredClient | null;
}

export interface AuthorizeOptions {
  readonly client?: RegisteredClient;
  /** Which of the provider's users signs in, from 0. */
  readonly user?: number;
  /** Changes to an otherwise well-behaved request. */
  readonly parameters?: Parameters;
  /** What the user decides on the consent page. */
  readonly decision?: 'approve' | 'deny';
  /** Starts without any session at the provider. */
  readonly freshSession?: boolean;
  /** What a reader needs to know of this request, for instance its defect. */
  readonly note?: string;
}

/** One trip of the browser to the authorization endpoint; accepted when a code came to the redirect URI asked for. */
export interface Authorization extends Observation {
  readonly client: RegisteredClient;
  readonly code: string | null;
  /** The `code_verifier` that belongs to the request, also when no challenge was sent. */
  readonly verifier: string;
  readonly state: string | null;
  readonly redirectUri: string;
  /** The URL that the browser was sent to in the end, as written, or `null` when it stayed at the provider. */
  readonly redirectedTo: string | null;
  /** The parameters of that URL; empty when there is none. */
  readonly response: URLSearchParams;
  /** The authorization request as sent. */
  readonly request: Reply;
  /** The pages that the browser was shown on its way, in order. */
  readonly pages: readonly Page[];
}

/** A page of the provider that was shown to the user. */
export interface Page {
  readonly reply: Reply;
  readonly title: string;
  /** The visible text, scripts and styles left out. */
  readonly text: string;
  /** What the driver took it for. */
  readonly purpose: 'login' | 'consent' | 'error' | 'other';
}

export interface TokenOptions {
  /** Who redeems; the client of the authorization when left out. */
  readonly client?: RegisteredClient;
  /** How the client authenticates, when not in the way it registered. */
  readonly authentication?: 'none' | 'client_secret_basic' | 'client_secret_post';
  readonly parameters?: Parameters;
  readonly headers?: readonly HeaderLine[];
  readonly note?: string;
}

/** An answer of the token endpoint; accepted when it carries an access token. */
export interface TokenAnswer extends Observation {
  readonly reply: Reply;
  readonly client: RegisteredClient;
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
  readonly idToken: string | null;
  readonly scope: string | null;
}

/** A metadata document that the authorization server publishes. */
export interface ServerMetadata {
  readonly url: string;
  readonly format: 'oauth' | 'oidc';
  readonly reply: Reply;
  readonly document: Readonly<Record<string, unknown>>;
}

/** What a scenario can do with the authorization server. Nothing here throws for what the server answers. */
export interface ProviderProbe {
  /** The issuer identifier as configured, never normalised. */
  readonly issuer: string;
  /** Scopes that a well-behaved request asks for, separated by spaces. */
  readonly scope: () => Promise<string>;
  /** How many users can sign in. */
  readonly users: number;
  /** Seconds for which a replaced refresh token may still be used, as the definition declares. */
  readonly refreshGraceSeconds: number;
  /** Requests every location where a client may look for metadata, in a client's order (RFC 8414 §3). */
  readonly lookUpMetadata: () => Promise<readonly Reply[]>;
  /** The documents among those locations that are metadata. */
  readonly metadata: () => Promise<readonly ServerMetadata[]>;
  /** A member of the metadata that clients would use, or `null`. */
  readonly advertised: (member: string) => Promise<unknown>;
  /** The URL of an endpoint, e.g. `token_endpoint`; the scenario ends as inconclusive when there is none. */
  readonly endpoint: (member: string) => Promise<string>;
  /** A client of the run's registration mode, shared between scenarios unless `fresh`. */
  readonly client: (kind?: ClientKind, options?: { fresh?: boolean }) => Promise<RegisteredClient>;
  /** Another client than the one given, or `null` where there is no other. */
  readonly stranger: (to: RegisteredClient) => Promise<RegisteredClient | null>;
  /** Registers with changes to an otherwise well-behaved request (RFC 7591 §3.1); `undefined` leaves a member out. */
  readonly register: (
    changes?: Readonly<Record<string, unknown>>,
    options?: { headers?: readonly HeaderLine[]; note?: string },
  ) => Promise<Registration>;
  /** Makes one complete, well-behaved sign-in, changed where `options` say so. */
  readonly authorize: (options?: AuthorizeOptions) => Promise<Authorization>;
  readonly redeem: (authorization: Authorization, options?: TokenOptions) => Promise<TokenAnswer>;
  readonly refresh: (tokens: TokenAnswer, options?: TokenOptions) => Promise<TokenAnswer>;
  /** Signs in and redeems: `authorize` and `redeem` in one. */
  readonly tokens: (options?: AuthorizeOptions) => Promise<TokenAnswer>;
  /** A token request with nothing filled in. */
  readonly token: (
    parameters: Parameters,
    options?: Omit<TokenOptions, 'parameters'>,
  ) => Promise<TokenAnswer>;
  /** What the provider says of an access token, in the way that its definition names; `null` where it says nothing. */
  readonly lookUpToken: (accessToken: string) => Promise<VerifiedToken | null>;
  /** Any request at all, recorded as from the harness. */
  readonly send: (request: OutgoingRequest) => Promise<Reply>;
  /** Hosts a client ID metadata document for this scenario and answers with its URL, or `null` where it cannot. */
  readonly hostDocument: (document: DocumentHosting) => Promise<HostedDocument | null>;
}

/** How a client ID metadata document is served. */
export interface DocumentHosting {
  /** The document; a function gets the URL it will stand at. A string is served as it is. */
  readonly body: string | ((url: string) => unknown);
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HostedDocument {
  readonly url: string;
  /** How often it was fetched. */
  readonly hits: () => number;
  /** Serves something else from now on. */
  readonly replace: (document: DocumentHosting) => void;
  /** The client that the document describes. */
  readonly client: RegisteredClient;
}
