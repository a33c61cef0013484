import type { InstanceKeys } from './keys.ts';
import type { FilledOptions, Trouble } from './options.ts';

/** A user of the instance. */
export interface InstanceUser {
  readonly id: string;
  readonly email: string;
  readonly emailId: string;
  readonly password: string | null;
  readonly createdAt: number;
}

/** An OAuth application: made by hand, registered dynamically, or described by a metadata document. */
export interface OAuthApplication {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly authenticationMethod: string;
  readonly name: string;
  readonly uri: string | null;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly origin: 'by-hand' | 'dynamic' | 'document';
  readonly asksConsent: boolean;
  readonly requiresPkce: boolean;
  readonly createdAt: number;
}

/** What a user granted to an application; lives as long as tokens of it do. */
export interface Grant {
  readonly id: string;
  readonly clientId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly resource: readonly string[];
  readonly nonce: string | null;
}

export interface AuthorizationCode {
  readonly grant: Grant;
  readonly redirectUri: string;
  /** Whether the request named it, so that the token request must too (RFC 6749 §4.1.3). */
  readonly redirectUriNamed: boolean;
  readonly challenge: string | null;
  readonly expiresAt: number;
  used: boolean;
}

export interface AccessToken {
  readonly id: string;
  readonly grant: Grant;
  readonly scopes: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly isJwt: boolean;
  revoked: boolean;
}

export interface RefreshToken {
  readonly grant: Grant;
  revoked: boolean;
}

/** A browser that the Frontend API knows, and who is signed in there. */
export interface BrowserClient {
  readonly id: string;
  /** The `__client` cookie. */
  readonly cookie: string;
  readonly sessions: { readonly id: string; readonly userId: string }[];
}

/** A sign-in under way with a code sent by e-mail. */
export interface SignInAttempt {
  readonly id: string;
  readonly user: InstanceUser;
  readonly browser: BrowserClient;
  prepared: boolean;
}

export interface Ticket {
  readonly id: string;
  readonly userId: string;
  readonly expiresAt: number;
  state: 'pending' | 'used' | 'revoked';
}

/** What the dashboard, or `/v1/instance/oauth_application_settings`, can switch. */
export interface InstanceSettings {
  dynamicRegistration: boolean;
  defaultScopes: readonly string[] | null;
  jwtAccessTokens: boolean;
}

/** A whole Clerk instance, in memory. */
export interface Instance {
  readonly options: FilledOptions;
  readonly issuer: string;
  readonly secretKey: string;
  readonly keys: InstanceKeys;
  readonly settings: InstanceSettings;
  trouble: Trouble;
  readonly users: Map<string, InstanceUser>;
  /** By client id. */
  readonly applications: Map<string, OAuthApplication>;
  readonly codes: Map<string, AuthorizationCode>;
  readonly accessTokens: Map<string, AccessToken>;
  readonly refreshTokens: Map<string, RefreshToken>;
  /** By cookie. */
  readonly browsers: Map<string, BrowserClient>;
  /** By dev browser token. */
  readonly devBrowsers: Map<string, BrowserClient>;
  readonly attempts: Map<string, SignInAttempt>;
  readonly tickets: Map<string, Ticket>;
  readonly testingTokens: Set<string>;
  /** When requests that count towards a limit came, by the limit's name. */
  readonly recent: Map<string, readonly number[]>;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/** An instance with nobody and nothing in it yet. */
export function emptyInstance(facts: {
  options: FilledOptions;
  issuer: string;
  secretKey: string;
  keys: InstanceKeys;
}): Instance {
  const { options } = facts;
  return {
    ...facts,
    settings: {
      dynamicRegistration: options.dynamicRegistration,
      defaultScopes: options.defaultScopes,
      jwtAccessTokens: options.tokenFormat === 'jwt',
    },
    trouble: options.trouble,
    users: new Map(),
    applications: new Map(),
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    browsers: new Map(),
    devBrowsers: new Map(),
    attempts: new Map(),
    tickets: new Map(),
    testingTokens: new Set(),
    recent: new Map(),
    now: () => Math.floor(options.now() / 1000),
  };
}
