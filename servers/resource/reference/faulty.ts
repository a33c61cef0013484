import { randomBytes, randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { VerifiedToken } from '../../../harness/define/token.ts';
import type { Caller } from './bearer.ts';
import { allTokenChecks, type TokenChecks } from './token-checks.ts';
import type { TokenVerifier } from './token-verifiers.ts';
import type { Memory } from './tools.ts';

/** Why a request was not let through. */
export type Refusal = 'no-token' | 'malformed' | 'invalid-token' | 'insufficient-scope';

/** What an `Authorization` header says. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly problem: string }
  | { readonly kind: 'token'; readonly token: string };

/** A JSON-RPC message, as far as decisions look at it. */
export interface McpMessage {
  readonly method: string | null;
  readonly tool: string | null;
}

export interface MessageRefusal {
  readonly refusal: Refusal;
  readonly scopes?: readonly string[];
}

/** The parameters of a challenge, in the order in which they are sent. */
export type ChallengeParameters = Record<string, string>;

/**
 * What the reference server decides by, piece by piece. The server is built from one of these; a fault
 * replaces a piece of it before the server starts.
 */
export interface FaultyResourceServer {
  /** Reads the credentials of a request (RFC 6750 §2.1). */
  readCredentials: (request: Request) => Credentials;
  /** The authorization server whose tokens are good here. */
  readonly issuer: string;
  /** What is looked at in a token. */
  readonly checks: TokenChecks;
  /** Verifies a token; throws when it is not good. */
  verify: (token: string) => Promise<VerifiedToken>;
  /** Answers a request before anything else; says whether it did. */
  intercept: (request: Request, response: Response) => boolean;
  /** HTTP status of a refusal. */
  statusOf: (refusal: Refusal) => number;
  /** Changes the parameters of a challenge. */
  challenge: (parameters: ChallengeParameters, refusal: Refusal, request: Request) => void;
  /** Writes a challenge as a header value; `null` sends none. */
  writeChallenge: (parameters: ChallengeParameters, refusal: Refusal) => string | readonly string[] | null;
  /** Changes the JSON-RPC error that goes with a refusal. */
  refusalBody: (body: RefusalBody, refusal: Refusal, request: Request) => void;
  /** Changes the metadata document (RFC 9728 §2). */
  metadata: (document: Record<string, unknown>, request: Request) => void;
  /** Sends the metadata document. */
  sendMetadata: (response: Response, document: Record<string, unknown>, request: Request) => void;
  /** Paths at which the metadata stands. */
  metadataPaths: (endpointPath: string) => readonly string[];
  /** The URL that challenges name, or `null` for none. */
  metadataUrl: (url: string) => string | null;
  /** Whether the server knows a second authorization server and takes its tokens, too. */
  knowsAnotherIssuer: boolean;
  /** The issuer of that one, once the server has started. */
  otherIssuer: string;
  /** Whether PRM and challenge parameters of the revision are used at all. */
  publishesMetadata: boolean;
  /** Scopes that a tool needs; every listed one. */
  scopesOf: (tool: string | null) => readonly string[];
  /** Why a message is refused though its token is good, or `null`; with the scopes that it lacks. */
  refuses: (message: McpMessage, caller: Caller) => MessageRefusal | null;
  /** Scopes that a scope includes, itself among them. */
  includedIn: (scope: string) => readonly string[];
  /** Whether a browser at an origin other than the server's own may talk to it. */
  originAllowed: (origin: string) => boolean;
  originStatus: number;
  /** Which methods of the dated wire need a token. */
  protects: (request: Request) => boolean;
  newSessionId: () => string;
  /** Whether a session of one user serves a request of another. */
  sessionServes: (owner: string, subject: string | null) => boolean;
  newHandle: () => string;
  handleServes: (owner: string, subject: string) => boolean;
  /** What the round trip's state is bound to, or '' for nothing. */
  stateBinding: (subject: string) => string;
  /** Whether state is taken although something is wrong with it: `mac`, `malformed`, `expired` or `bind`. */
  stateTaken: (problem: string) => boolean;
  /** Whether a protocol version header is accepted by the dated wire. */
  versionAccepted: (version: string | undefined, spoken: readonly string[]) => boolean;
  /** Rewrites an authorized stateless request before the SDK sees it; see `setHeader`. */
  statelessRequest: (request: Request) => void;
  /** Rewrites a JSON-RPC answer of the stateless wire. */
  statelessAnswer: (status: number, body: string) => { status: number; body: string };
  /** Whether GET and DELETE are answered with 405 on the stateless wire, and session ids ignored. */
  statelessStrict: boolean;
  /** Address to listen on instead of the one asked for, or `null`. */
  listenOn: string | null;
  /** Acts on a request whose body was read before its token was looked at, or `null`. */
  beforeCheck: ((request: Request, memory: Memory) => void) | null;
}

/** The JSON-RPC error of a refusal. */
export interface RefusalBody {
  readonly jsonrpc: '2.0';
  readonly error: { code: number; message: string; data?: unknown };
  readonly id: null;
}

const implied: Readonly<Record<string, readonly string[]>> = {
  'mcp:admin': ['mcp:admin', 'mcp:write', 'mcp:tools'],
  'mcp:write': ['mcp:write', 'mcp:tools'],
};

/** The conforming server. */
export function conformingPolicy(verify: TokenVerifier, issuer: string, scoped = true): FaultyResourceServer {
  const checks = allTokenChecks();
  return {
    issuer,
    checks,
    readCredentials,
    verify: (token) => verify(token, checks),
    intercept: () => false,
    statusOf: (refusal) =>
      ({ 'no-token': 401, malformed: 400, 'invalid-token': 401, 'insufficient-scope': 403 })[refusal],
    challenge: () => undefined,
    writeChallenge: (parameters) =>
      `Bearer ${Object.entries(parameters)
        .map(([name, value]) => `${name}="${value.replace(/["\\]/g, '\\$&')}"`)
        .join(', ')}`,
    refusalBody: () => undefined,
    metadata: () => undefined,
    sendMetadata: (response, document) =>
      void response.set('Access-Control-Allow-Origin', '*').set('Cache-Control', 'no-store').json(document),
    metadataPaths: (endpoint) => [`/.well-known/oauth-protected-resource${endpoint}`],
    metadataUrl: (url) => url,
    knowsAnotherIssuer: false,
    otherIssuer: '',
    publishesMetadata: true,
    scopesOf: (tool) => (scoped ? (tool === 'write_note' ? ['mcp:tools', 'mcp:write'] : ['mcp:tools']) : []),
    refuses: () => null,
    includedIn: (scope) => implied[scope] ?? [scope],
    originAllowed: () => false,
    originStatus: 403,
    protects: () => true,
    newSessionId: () => randomUUID(),
    sessionServes: (owner, subject) => owner === subject,
    newHandle: () => randomBytes(18).toString('base64url'),
    handleServes: (owner, subject) => owner === subject,
    stateBinding: (subject) => subject,
    stateTaken: () => false,
    versionAccepted: (version, spoken) => version === undefined || spoken.includes(version),
    statelessRequest: () => undefined,
    statelessAnswer: (status, body) => ({ status, body }),
    statelessStrict: true,
    listenOn: null,
    beforeCheck: null,
  };
}

/** RFC 6750 §2.1: one `b64token` after the scheme, whose name has no case (RFC 9110 §11.1). */
function readCredentials(request: Request): Credentials {
  const header = request.headers.authorization;
  if (header === undefined) return { kind: 'none' };
  const [, scheme = '', rest = ''] = /^(\S*)(?: +(.*))?$/s.exec(header.trim()) ?? [];
  if (scheme.toLowerCase() !== 'bearer') return { kind: 'none' };
  if (/^[A-Za-z0-9\-._~+/]+=*$/.test(rest)) return { kind: 'token', token: rest };
  return { kind: 'malformed', problem: rest === '' ? 'no token after the scheme' : 'not a single token' };
}
