import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { VerifiedToken } from '../../../harness/define/token.ts';
import type { ChallengeParameters, FaultyResourceServer, Refusal, RefusalBody } from './faulty.ts';

/** What the wires of the SDKs know of the caller. */
export interface Caller {
  readonly token: string;
  readonly clientId: string;
  readonly scopes: string[];
  readonly expiresAt?: number;
  readonly extra: { readonly verified: VerifiedToken };
}

declare module 'express-serve-static-core' {
  interface Request {
    caller?: Caller;
  }
}

export interface BearerOptions {
  readonly policy: FaultyResourceServer;
  readonly metadataUrl: string;
}

/** Lets a request through when its token is good (MCP authorization, access token usage). */
export function requireToken({ policy, metadataUrl }: BearerOptions): RequestHandler {
  return async (request, response, next) => {
    if (!policy.protects(request)) return next();
    const credentials = policy.readCredentials(request);
    if (credentials.kind !== 'token') {
      return refuse(
        policy,
        metadataUrl,
        credentials.kind === 'none' ? 'no-token' : 'malformed',
        request,
        response,
      );
    }
    try {
      const verified = await policy.verify(credentials.token);
      request.caller = {
        token: credentials.token,
        clientId: verified.clientId,
        scopes: [...verified.scopes],
        ...(verified.expiresAt === null ? {} : { expiresAt: verified.expiresAt }),
        extra: { verified },
      };
    } catch {
      return refuse(policy, metadataUrl, 'invalid-token', request, response);
    }
    return next();
  };
}

/** Lets an MCP request through when the token's scopes cover it; needs a parsed body. */
export function requireScopes({ policy, metadataUrl }: BearerOptions): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const { caller } = request;
    if (caller === undefined) return next();
    const message = { method: methodOf(request.body), tool: toolOf(request.body) };
    const refused = policy.refuses(message, caller);
    if (refused) return refuse(policy, metadataUrl, refused.refusal, request, response, refused.scopes);
    const needed = policy.scopesOf(message.tool);
    const held = new Set(caller.scopes.flatMap((scope) => policy.includedIn(scope)));
    if (needed.every((scope) => held.has(scope))) return next();
    return refuse(policy, metadataUrl, 'insufficient-scope', request, response, needed);
  };
}

/** The tool that a JSON-RPC request calls, or `null`. */
export function toolOf(body: unknown): string | null {
  const message = body as { method?: unknown; params?: { name?: unknown } } | undefined;
  return message?.method === 'tools/call' && typeof message.params?.name === 'string'
    ? message.params.name
    : null;
}

function methodOf(body: unknown): string | null {
  const { method } = (body ?? {}) as { method?: unknown };
  return typeof method === 'string' ? method : null;
}

const descriptions: Record<Exclude<Refusal, 'no-token'>, string> = {
  malformed: 'The Authorization header is malformed',
  'invalid-token': 'The access token is not valid for this server',
  'insufficient-scope': 'The access token lacks a scope that this operation needs',
};

const codes = {
  malformed: 'invalid_request',
  'invalid-token': 'invalid_token',
  'insufficient-scope': 'insufficient_scope',
};

/** RFC 6750 §3: no error code for a request without credentials, the fitting one for all others. */
function refuse(
  policy: FaultyResourceServer,
  metadataUrl: string,
  refusal: Refusal,
  request: Request,
  response: Response,
  scopes: readonly string[] = policy.scopesOf(null),
): void {
  const named = policy.publishesMetadata ? policy.metadataUrl(metadataUrl) : null;
  const error =
    refusal === 'no-token' ? {} : { error: codes[refusal], error_description: descriptions[refusal] };
  const parameters: ChallengeParameters = {
    ...error,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
    ...(named === null ? {} : { resource_metadata: named }),
  };
  policy.challenge(parameters, refusal, request);
  const challenge = policy.writeChallenge(parameters, refusal);
  if (challenge !== null) response.setHeader('WWW-Authenticate', challenge as string | string[]);
  response.set('Cache-Control', 'no-store').status(policy.statusOf(refusal));
  const message = refusal === 'no-token' ? 'Authorization is needed' : descriptions[refusal];
  const body: RefusalBody = { jsonrpc: '2.0', error: { code: -32001, message }, id: null };
  policy.refusalBody(body, refusal, request);
  response.json(body);
}
