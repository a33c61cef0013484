import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWK } from 'jose';
import type { Fault } from '../../../harness/define/fault.ts';
import type { KeptRegistrations } from '../../../harness/define/provider.ts';
import type { ServerTap } from '../../../harness/trace/server-tap.ts';

/** A person who can sign in. */
export interface ProviderUser {
  readonly username: string;
  readonly password: string;
  readonly name?: string;
  readonly email?: string;
}

/** A client registered in advance (RFC 6749 §2). */
export interface PreregisteredClient {
  readonly clientId: string;
  /** Left out for a public client. */
  readonly clientSecret?: string;
  readonly redirectUris: readonly string[];
  /** `client_secret_basic` with a secret and `none` without, when left out. */
  readonly authenticationMethod?: string;
  readonly name?: string;
}

export interface EmbeddedProviderOptions {
  /** Host to listen on, and spelling of it in the issuer; `127.0.0.1` when left out. */
  readonly host?: string;
  /** Port to listen on; a free one when left out. */
  readonly port?: number;
  /** `false` when a host application mounts `handler` on the issuer's origin (MCP 2025-03-26); needs `issuer`. */
  readonly listen?: boolean;
  /** The issuer identifier, exactly as metadata will say it; derived from host and port when left out. */
  readonly issuer?: string;
  readonly users: readonly ProviderUser[];
  readonly clients?: readonly PreregisteredClient[];
  /** MCP endpoints that tokens may be asked for; while there are none, any loopback URL is one. */
  readonly resources: () => readonly string[];
  readonly scopes?: readonly string[];
  readonly accessTokenFormat?: 'jwt' | 'opaque';
  /** Answers fetches of client ID metadata documents, in place of the network. */
  readonly metadataDocuments?: (url: string, init?: RequestInit) => Promise<Response>;
  /** Clients that registered at an earlier provider; those of this one are added. */
  readonly registrations?: KeptRegistrations;
  /** Faults of this part, as the registry loads them: `Fault<FaultyProvider>` each. */
  readonly faults?: readonly Fault<never>[];
  /** Records the requests of callers that are not ours. */
  readonly tap?: ServerTap;
}

export interface MintOptions {
  /** Members to add to, or replace in, the protected header. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** `foreign` signs with a key that the provider does not publish, under the key id of its own. */
  readonly key?: 'own' | 'foreign';
  /** Seconds; negative for a token that has expired. */
  readonly expiresIn?: number;
}

/** A running authorization server. */
export interface EmbeddedProvider {
  readonly issuer: string;
  /** Answers requests; for a host application that shares its origin. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Signs a JWT access token, valid but for what the arguments change; an `undefined` claim is left out. */
  readonly mint: (claims?: Readonly<Record<string, unknown>>, options?: MintOptions) => Promise<string>;
  readonly publicJwk: JWK;
  /** The same key as PEM. */
  readonly publicKey: () => Promise<string>;
  readonly close: () => Promise<void>;
}
