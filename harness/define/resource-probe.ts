import type { HeaderLine } from '../trace/exchange.ts';
import type { OutgoingRequest, Reply } from '../trace/http.ts';
import type { Challenge } from './challenge.ts';
import type { Observation } from './observation.ts';
import type { MintOptions } from './provider.ts';

/** How one MCP request differs from a well-formed `tools/call`. */
export interface McpCall {
  /** The JSON-RPC method; `tools/call` when left out. */
  readonly method?: string;
  /** The tool called; the one that shows the signed-in user when left out. */
  readonly tool?: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
  /** A whole `Authorization` header instead of `Bearer <token>`. */
  readonly authorization?: string;
  /** Headers added, or replaced where the name exists. */
  readonly headers?: readonly HeaderLine[];
  /** Header names left out. */
  readonly without?: readonly string[];
  /** Appended to the URL, with its `?`. */
  readonly query?: string;
  /** Another session than the probe's own; `null` sends none. */
  readonly session?: string | null;
  /** Changes to the request's parameters, for instance to `_meta`. */
  readonly params?: (params: Record<string, unknown>) => Record<string, unknown>;
  /** Another JSON-RPC id than a fresh one, to repeat a request. */
  readonly id?: number;
  /** Another HTTP method; `GET` and `DELETE` carry no body. */
  readonly http?: 'POST' | 'GET' | 'DELETE';
  readonly note?: string;
}

/** An answer of the MCP endpoint; accepted when it is a 2xx with a JSON-RPC result. */
export interface McpAnswer extends Observation {
  readonly reply: Reply;
  readonly challenges: readonly Challenge[];
  /** The JSON-RPC result, or `null`. */
  readonly result: Readonly<Record<string, unknown>> | null;
  /** The JSON-RPC error, or `null`. */
  readonly rpcError: { readonly code: number; readonly message: string; readonly data?: unknown } | null;
  /** The `Mcp-Session-Id` it came with, or `null`. */
  readonly session: string | null;
}

/** A protected resource metadata document and where it was found (RFC 9728 §3). */
export interface ResourceMetadata {
  readonly url: string;
  readonly reply: Reply;
  readonly document: Readonly<Record<string, unknown>>;
}

/** What the server's tools need, as far as the harness was told. */
export interface ToolScopes {
  /** A tool that shows who is signed in. */
  readonly whoami: string | null;
  /** Scopes that `whoami` needs, separated by spaces; `null` where they are not known. */
  readonly basic: string | null;
  /** A tool that needs a scope beyond those of `whoami`, with that scope. */
  readonly elevated: {
    readonly tool: string;
    readonly scope: string;
    readonly arguments: Record<string, unknown>;
  } | null;
  /** A tool that shows the effects of the elevated one, for the same user. */
  readonly effects: string | null;
  /** A scope that includes the elevated one, or `null` where the server knows no hierarchy. */
  readonly broader: string | null;
  /** Tools that mint and read a state handle. */
  readonly handles: { readonly open: string; readonly read: string; readonly argument: string } | null;
  /** A tool that answers `input_required` with a `requestState`. */
  readonly roundTrip: string | null;
}

/** What a scenario can do with the MCP server. Nothing here throws for what the server answers. */
export interface ResourceProbe {
  /** The MCP endpoint, as configured. */
  readonly url: string;
  readonly tools: ToolScopes;
  /** Whether the target speaks the stateless wire of 2026-07-28 and no other. */
  readonly stateless: boolean;
  /** One MCP request that is valid in every respect but those named; `null` sends no token. */
  readonly call: (token: string | null, options?: McpCall) => Promise<McpAnswer>;
  /**
   * The usual request with a token of a real sign-in, for controls. Where no token can be had it counts as refused
   * and says why, so that what needs no token is judged all the same.
   */
  readonly control: (options?: McpCall) => Promise<Observation>;
  /** Opens a session on the dated wire; its id, or `null` where the server has none. */
  readonly openSession: (token: string) => Promise<string | null>;
  /** The locations where a client looks for the resource metadata, in order. */
  readonly metadataLocations: () => Promise<
    readonly { url: string; origin: 'challenge' | 'path' | 'root' }[]
  >;
  /** The document that a client would find, or `null`. */
  readonly metadata: () => Promise<ResourceMetadata | null>;
  readonly send: (request: OutgoingRequest) => Promise<Reply>;
}

/** Where scenarios get access tokens from. */
export interface TokenSource {
  /** An access token from a real sign-in, shared by scenarios that ask for the same. */
  readonly valid: (options?: { user?: number; scope?: string; fresh?: boolean }) => Promise<string>;
  /** The same token as `valid` gives, or `null` where none can be had. */
  readonly attempt: () => Promise<string | null>;
  /** All tokens of a real sign-in. */
  readonly issued: (options?: { user?: number; scope?: string }) => Promise<{
    readonly accessToken: string;
    readonly refreshToken: string | null;
    readonly idToken: string | null;
  }>;
  /**
   * A token of the provider that is valid but for the claims and header members given; `undefined` leaves one
   * out. Needs `mint`. `key: 'foreign'` signs with a key that the provider does not publish.
   */
  readonly minted: (claims?: Readonly<Record<string, unknown>>, options?: MintOptions) => Promise<string>;
  /** The provider's public signing key as PEM, for forgeries with it. Needs `mint`. */
  readonly publicKey: () => Promise<string>;
}
