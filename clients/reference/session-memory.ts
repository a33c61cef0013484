import type { PendingAuthorization, StoredTokens } from './faulty.ts';

/** A client as an authorization server knows it. */
export interface ClientInformation {
  client_id: string;
  client_secret?: string;
  issuer?: string;
  token_endpoint_auth_method?: string;
}

/** What discovery found. */
export interface Discovery {
  readonly authorizationServerUrl: string;
  readonly authorizationServerMetadata?: { readonly [member: string]: unknown } | undefined;
  readonly resourceMetadata?: { readonly [member: string]: unknown } | undefined;
  readonly resourceMetadataUrl?: string;
}

/** What a session remembers between two requests of its application: plain data, so that it can be kept anywhere. */
export interface SessionMemory {
  client: ClientInformation | null;
  tokens: StoredTokens | null;
  verifier: string | null;
  /** Every scope that was asked for. */
  requested: string[];
  discovery: Discovery | null;
  pending: PendingAuthorization | null;
}

export function emptyMemory(): SessionMemory {
  return { client: null, tokens: null, verifier: null, requested: [], discovery: null, pending: null };
}
