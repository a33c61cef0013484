import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { Revision } from '../../../harness/catalogue/vocabulary.ts';
import type { Fault } from '../../../harness/define/fault.ts';
import type { RequestListener, ServerTap } from '../../../harness/trace/server-tap.ts';
import { type BearerOptions, requireScopes, requireToken } from './bearer.ts';
import { openDatedWire } from './dated-wire.ts';
import { conformingPolicy, type FaultyResourceServer } from './faulty.ts';
import { openStatelessWire } from './stateless-wire.ts';
import type { TokenVerifier } from './token-verifiers.ts';
import { emptyMemory, type Memory, toolsOf } from './tools.ts';

export type { FaultyResourceServer } from './faulty.ts';
export {
  InvalidToken,
  introspectingTokenVerifier,
  jwtTokenVerifier,
  type TokenVerifier,
} from './token-verifiers.ts';

export interface ResourceServerOptions {
  /** Revisions spoken. Only 2026-07-28: stateless, and nothing of the dated wire is served. */
  readonly revisions: readonly Revision[];
  /** The authorization server that the metadata names, exactly. */
  readonly issuer: string;
  readonly verifyToken: TokenVerifier;
  /** Whether tools need scopes; `false` for a provider that does not know ours. */
  readonly scoped?: boolean;
  /** Brings a second authorization server, for faults that name one. */
  readonly otherProvider?: () => Promise<{ readonly issuer: string; readonly verifyToken: TokenVerifier }>;
  /** `127.0.0.1` when left out. */
  readonly host?: string;
  /** A free one when left out. */
  readonly port?: number;
  /** The resource identifier when it is not where the server listens. */
  readonly publicUrl?: string;
  readonly faults?: readonly Fault<never>[];
  /** Gets what the server does not route: in 2025-03-26 an authorization server shares its origin. */
  readonly fallback?: RequestListener;
  /** Records the requests of callers that are not ours. */
  readonly tap?: ServerTap;
}

export interface ResourceServer {
  /** The MCP endpoint. */
  readonly url: string;
  readonly origin: string;
  readonly close: () => Promise<void>;
}

const endpoint = '/mcp';

/** Starts the reference MCP server: resource metadata and `/mcp` in one app, both wires. */
export async function startResourceServer(options: ResourceServerOptions): Promise<ResourceServer> {
  let app: RequestListener | undefined;
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => app?.(request, response));
  const policy = conformingPolicy(options.verifyToken, options.issuer, options.scoped);
  policy.publishesMetadata = options.revisions.some((revision) => revision !== '2025-03-26');
  for (const fault of (options.faults ?? []) as readonly Fault<FaultyResourceServer>[]) fault.install(policy);
  if (policy.knowsAnotherIssuer) await trustAnother(policy, options.otherProvider);
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, policy.listenOn ?? host, resolve);
  });
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  const built = buildApp(options, policy, options.publicUrl ?? origin + endpoint, origin);
  app = options.tap?.(built.app) ?? built.app;
  return {
    url: options.publicUrl ?? origin + endpoint,
    origin,
    close: async () => {
      await built.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function trustAnother(
  policy: FaultyResourceServer,
  otherProvider: ResourceServerOptions['otherProvider'],
): Promise<void> {
  if (!otherProvider) throw new TypeError('a fault needs a second authorization server, and there is none');
  const { issuer, verifyToken } = await otherProvider();
  const { verify } = policy;
  policy.otherIssuer = issuer;
  policy.verify = (token) => verify(token).catch(() => verifyToken(token, policy.checks));
}

function buildApp(options: ResourceServerOptions, policy: FaultyResourceServer, url: string, origin: string) {
  const app = express().disable('x-powered-by').disable('etag');
  const memory = emptyMemory();
  const tools = toolsOf(memory, policy);
  const dated = openDatedWire(options.revisions, tools, policy);
  const stateless = openStatelessWire(tools, policy);
  const speaksStateless = options.revisions.includes('2026-07-28');
  const speaksDated = options.revisions.some((revision) => revision !== '2026-07-28');
  const { pathname } = new URL(url);
  const wellKnown = new URL(`/.well-known/oauth-protected-resource${pathname}`, url).href;
  const bearer: BearerOptions = { policy, metadataUrl: wellKnown };

  app.use((request, response, next) => (policy.intercept(request, response) ? undefined : next()));
  app.use(checkHost(new URL(url).host, new URL(origin).host));
  if (policy.publishesMetadata) serveMetadata(app, options, policy, url, pathname);
  app.all(
    pathname,
    checkOrigin(policy, origin),
    ...actBeforeCheck(policy, memory),
    requireToken(bearer),
    readBody,
    requireScopes(bearer),
    (request, response, next) => {
      const isModern = speaksStateless && (!speaksDated || looksStateless(request));
      return (isModern ? stateless : dated).handler(request, response, next);
    },
  );
  if (options.fallback) app.use((request, response) => options.fallback?.(request, response));
  app.use(((error: { status?: number }, _request: Request, response: Response, _next: unknown) => {
    const status = error.status ?? 500;
    const message = status < 500 ? 'The request body is not valid' : 'Internal error';
    response.status(status).json({ jsonrpc: '2.0', error: { code: -32700, message }, id: null });
  }) as never);
  return {
    app,
    close: async () => {
      await dated.close();
      await stateless.close();
    },
  };
}

/** RFC 9728 §3: the document, where the policy puts it. */
function serveMetadata(
  app: Express,
  options: ResourceServerOptions,
  policy: FaultyResourceServer,
  url: string,
  pathname: string,
): void {
  const paths = policy.metadataPaths(pathname);
  if (paths.length === 0) return;
  app.get([...paths], (request, response) => {
    const document: Record<string, unknown> = {
      resource: url,
      authorization_servers: [options.issuer],
      ...(options.scoped === false ? {} : { scopes_supported: ['mcp:tools'] }),
      bearer_methods_supported: ['header'],
      resource_name: 'mcp-conformance reference server',
    };
    policy.metadata(document, request);
    policy.sendMetadata(response, document, request);
  });
}

const readBody = express.json({ limit: '1mb' });

/** Nothing, unless a fault acts on requests too early. */
function actBeforeCheck({ beforeCheck }: FaultyResourceServer, memory: Memory): RequestHandler[] {
  if (!beforeCheck) return [];
  return [
    readBody,
    (request, _response, next) => {
      beforeCheck(request, memory);
      next();
    },
  ];
}

/** A request for another host name is a rebinding attack or a mistake (MCP transports, security warning). */
function checkHost(...hosts: readonly string[]) {
  return (request: Request, response: Response, next: () => void) => {
    const asked = request.headers.host ?? '';
    const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(asked);
    if (loopback || hosts.includes(asked)) return next();
    response.status(403).json({ jsonrpc: '2.0', error: { code: -32000, message: 'Unknown host' }, id: null });
  };
}

function checkOrigin(policy: FaultyResourceServer, own: string) {
  return (request: Request, response: Response, next: () => void) => {
    const origin = request.headers.origin;
    if (origin === undefined || origin === own || policy.originAllowed(origin)) return next();
    response.status(policy.originStatus);
    response.json({
      jsonrpc: '2.0',
      error: { code: -32000, message: 'The Origin is not allowed' },
      id: null,
    });
  };
}

/** Tells the wires apart where both are spoken: only 2026-07-28 puts the version into every request. */
function looksStateless(request: Request): boolean {
  if (request.header('mcp-protocol-version') === '2026-07-28') return true;
  const meta = (request.body as { params?: { _meta?: Record<string, unknown> } } | undefined)?.params?._meta;
  return meta !== undefined && 'io.modelcontextprotocol/protocolVersion' in meta;
}
