import type { RegistrationMode } from '../catalogue/vocabulary.ts';
import type { ServerTap } from '../trace/server-tap.ts';
import type { SignInScript } from './custom-sign-in.ts';
import type { Fault } from './fault.ts';
import type { ProviderNote } from './note.ts';
import type { ResourceServerDefinition } from './resource-server.ts';
import type { VerifiedToken } from './token.ts';

/** A value that is read from the environment when the definition is loaded. */
export interface EnvironmentValue {
  readonly environment: string;
}

/** Names an environment variable; the loader reports all that are missing at once. */
export function env(name: string): EnvironmentValue {
  return Object.freeze({ environment: name });
}

export type Value = string | EnvironmentValue;

/** Says that a provider does not do something; the words become the reason of the skip. */
export interface NotSupported {
  readonly notSupported: string;
}

export function notSupported(because: string): NotSupported {
  return Object.freeze({ notSupported: because });
}

/** A client that was registered by hand (RFC 6749 §2). */
export interface StaticClient<Text = Value> {
  readonly clientId: Text;
  /** Left out for a public client. */
  readonly clientSecret?: Text;
  /** What was registered; `http://127.0.0.1:33418/callback` when left out. */
  readonly redirectUris?: readonly string[];
  /** `client_secret_basic` with a secret and `none` without, when left out. */
  readonly authenticationMethod?: string;
}

/** The redirect URI that a statically registered client is expected to have. */
export const defaultRedirectUri = 'http://127.0.0.1:33418/callback';

export interface User<Text = Value> {
  readonly username: Text;
  readonly password: Text;
}

export type SignIn =
  | FormSignIn
  | { readonly kind: 'browser'; readonly script?: BrowserScript; readonly consentButton?: string }
  | { readonly kind: 'manual' }
  | { readonly kind: 'none' }
  | { readonly kind: 'custom'; readonly drive: SignInScript; readonly script?: BrowserScript };

/** Names what the form driver should look for where its guesses are not enough. */
export interface FormSignIn {
  readonly kind: 'form';
  readonly usernameField?: string;
  readonly passwordField?: string;
  /** Text or `name=value` of the button that grants consent, and of the one that denies it. */
  readonly approve?: string;
  readonly deny?: string;
}

/** Signs a user in on a Playwright page; typed loosely so that Playwright stays optional. */
export type BrowserScript = (page: unknown, user: User<string>) => Promise<void>;

/** Signs in by walking the provider's pages over HTTP; needs no browser, runs no script. */
export function formSignIn(options: Omit<FormSignIn, 'kind'> = {}): SignIn {
  return Object.freeze({ kind: 'form', ...options });
}

/** Signs in with Playwright and Chromium; without a script it fills the forms it recognises. */
export function browserSignIn(script?: BrowserScript): SignIn {
  return Object.freeze({ kind: 'browser', ...(script ? { script } : {}) });
}

/** Opens the user's own browser and waits. */
export function manualSignIn(): SignIn {
  return Object.freeze({ kind: 'manual' });
}

/** The provider redirects at once, without any page. */
export function noSignIn(): SignIn {
  return Object.freeze({ kind: 'none' });
}

/**
 * Signs in by the definition's own code, without pages: for providers that let tests do so.
 *
 * `script` is what `--login browser` does instead.
 */
export function customSignIn(drive: SignInScript, script?: BrowserScript): SignIn {
  return Object.freeze({ kind: 'custom', drive, ...(script ? { script } : {}) });
}

export type Tokens =
  | { readonly kind: 'jwt'; readonly jwksUri?: string; readonly issuer?: string }
  | {
      readonly kind: 'introspection';
      readonly endpoint?: string;
      readonly clientId?: Value;
      readonly clientSecret?: Value;
    }
  | { readonly kind: 'verify'; readonly verify: (token: string) => Promise<VerifiedToken> };

/** Access tokens are JWTs that verify against the provider's published keys (RFC 9068). */
export function jwtTokens(options: { jwksUri?: string; issuer?: string } = {}): Tokens {
  return Object.freeze({ kind: 'jwt', ...options });
}

/** Access tokens are verified at the introspection endpoint (RFC 7662). */
export function introspectedTokens(
  options: { endpoint?: string; clientId?: Value; clientSecret?: Value } = {},
): Tokens {
  return Object.freeze({ kind: 'introspection', ...options });
}

/** Access tokens are verified by the definition's own code, which throws for a bad one. */
export function verifiedTokens(verify: (token: string) => Promise<VerifiedToken>): Tokens {
  return Object.freeze({ kind: 'verify', verify });
}

/** What a provider that the harness starts itself is told. */
export interface StartContext {
  /** MCP endpoints that clients will ask tokens for; grows while a run sets up. */
  readonly resources: () => readonly string[];
  /** Faults of the authorization server to switch on. */
  readonly faults: readonly Fault<never>[];
  /** Where the provider must be mounted when it shares its origin with the MCP server (2025-03-26). */
  readonly origin?: string;
  /** Serves a client ID metadata document: one that the harness hosts in memory, or one of a client that is not ours. */
  readonly documents: (url: string, init?: RequestInit) => Promise<Response>;
  readonly users: readonly User<string>[];
  /** Redirect URIs of an application that people try by hand; a client is to be registered for it. */
  readonly applicationUris?: readonly string[];
  /** Records what callers that are not ours do; wraps whatever listens. */
  readonly tap?: ServerTap;
  /** Where to listen, for clients that have the address in their configuration; a free port when left out. */
  readonly port?: number;
  /** Clients that registered while the provider ran before; it knows them still, and adds to them. */
  readonly registrations?: KeptRegistrations;
}

/** What a provider keeps of registered clients from one start to the next, by kind of record and key. */
export type KeptRegistrations = Map<string, Map<string, unknown>>;

/** A provider that runs. */
export interface StartedProvider {
  readonly issuer: string;
  readonly stop: () => Promise<void>;
  /** Answers requests for the shared origin, where `origin` was asked for. */
  readonly handler?: (request: unknown, response: unknown) => void;
  /** Signs a token as the provider would. */
  readonly mint?: Mint;
  /** The public signing key, PEM. */
  readonly publicKey?: () => Promise<string>;
  /** CA certificate to trust, PEM, when the issuer's TLS is not publicly trusted. */
  readonly ca?: string;
  /** Clients registered in advance, beside those of the definition. */
  readonly clients?: readonly StaticClient<string>[];
  /** The client that was registered for `applicationUris`. */
  readonly application?: StaticClient<string>;
  /** Variables for the MCP server that the definition brings along, for instance keys. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a definition is told when it prepares its provider for a run. */
export interface PrepareContext {
  /** How clients of this run register. */
  readonly modes: readonly RegistrationMode[];
  readonly signal: AbortSignal;
}

/** What was made for a run, and how it is removed again. */
export interface PreparedProvider {
  /** Clients that were made, where the definition says `static: 'made'`. */
  readonly clients?: readonly StaticClient<string>[];
  /** How tokens are verified, where that had to be asked first. */
  readonly tokens?: Tokens;
  /** What a reader of the report must know beside the definition's own notice. */
  readonly notice?: string;
  /** Removes a client that registered itself, for providers without RFC 7592; says whether it is gone. */
  readonly removeClient?: (clientId: string) => Promise<boolean>;
  /** Removes what was made; called in the end, whatever happened, also when the run was interrupted. */
  readonly end: () => Promise<readonly LeftBehind[]>;
}

/** A client that could not be removed, and how to do it by hand. */
export interface LeftBehind {
  readonly clientId: string;
  readonly remedy: string;
}

/** Signs claims; an `undefined` one is left out. */
export type Mint = (claims: Readonly<Record<string, unknown>>, options?: MintOptions) => Promise<string>;

export interface MintOptions {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: 'own' | 'foreign';
  /** Whether a provider of opaque tokens may issue one of these with the claims behind it, where a JWT is not needed. */
  readonly opaque?: boolean;
}

/** A failure that is known and accounted for. */
export interface BaselineEntry {
  readonly requirement: string;
  readonly mode?: string;
  readonly revision?: string;
  readonly reason: string;
  readonly issue?: string;
  /** Last day it holds, `YYYY-MM-DD`. */
  readonly until?: string;
  /** Where the vendor documents it; for entries of a provider definition. */
  readonly source?: string;
}

/** An authorization server together with what the harness must know to use it. */
export interface ProviderDefinition<Text = Value> {
  readonly name: string;
  /** The issuer identifier, exactly as in its metadata; or `start`. */
  readonly issuer?: Text;
  readonly start?: (context: StartContext) => Promise<StartedProvider>;
  /** Makes what a run needs at a provider that runs elsewhere; called once, before anything is judged. */
  readonly prepare?: (context: PrepareContext) => Promise<PreparedProvider>;
  readonly registration: {
    /** RFC 7591. */
    readonly dynamic?: boolean | NotSupported;
    /** One client, or a public and a confidential one. */
    /** `made` where `prepare`, or `start`, makes them for the run. */
    readonly static?: StaticClient<Text> | readonly StaticClient<Text>[] | 'made';
    /** Client ID metadata documents. */
    readonly metadataDocument?: boolean | NotSupported;
  };
  readonly users?: readonly User<Text>[];
  readonly signIn?: SignIn;
  /** Without it, token passing cannot be judged. */
  readonly tokens?: Tokens;
  /** The MCP endpoint that tokens are asked for, where the provider knows only registered ones. Loopback. */
  readonly resource?: string;
  /** Scopes that a well-behaved client asks for, separated by spaces. */
  readonly scope?: string;
  /** Scopes that a client registers with, where it must name all that it may ever ask for; `scope` when left out. */
  readonly registrationScope?: string;
  /**
   * Seconds for which a replaced refresh token may still be used, so that a client that lost an answer can ask again;
   * none when left out. What is accepted after them is a break.
   */
  readonly refreshGraceSeconds?: number;
  /** Requests a second that the provider bears; unlimited when left out. */
  readonly requestsPerSecond?: number;
  /** Documented deviations, each with its source. */
  readonly baseline?: readonly BaselineEntry[];
  /** What a reader of the report must know, for instance that it is a stand-in. */
  readonly notice?: string;
  /** What users of the provider trip over, told where a run has seen it. */
  readonly notes?: readonly ProviderNote[];
  /** CA certificate to trust, PEM, when the issuer's TLS is not publicly trusted. */
  readonly ca?: string;
  /** An MCP server that comes with the provider and is judged with it, unless `--server` names another. */
  readonly resourceServer?: ResourceServerDefinition;
  /** Where all this was written; the loader knows. */
  readonly source?: DefinitionSource;
  /** The line of the issuer in the file of the definition; the loader knows. */
  readonly line?: number;
}

/** Names a key of a definition as its author wrote it: with file and line, and the variable it came from. */
export type DefinitionSource = (keys: readonly PropertyKey[]) => string;

/** What the command line says to a definition that depends on it. */
export interface ProviderOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `--offline`: no network and no keys, stand-ins only. */
  readonly offline: boolean;
  /** `--token-format`: what a stand-in issues. */
  readonly tokenFormat: 'jwt' | 'opaque' | undefined;
  /** `--allow-production`: keys of a production instance may be used. */
  readonly allowProduction: boolean;
}

/** A definition that is made when the command line is known; throws a `UsageError` for what it cannot serve. */
export type ProviderFactory = (options: ProviderOptions) => ProviderDefinition | Promise<ProviderDefinition>;

/** Declares a provider; checked by the loader, which names every mistake with its place. */
export function defineProvider(definition: ProviderDefinition): ProviderDefinition;
export function defineProvider(definition: ProviderFactory): ProviderFactory;
export function defineProvider(
  definition: ProviderDefinition | ProviderFactory,
): ProviderDefinition | ProviderFactory {
  Object.freeze(definition);
  return definition;
}
