import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Request, RequestHandler, Response } from 'express';
import type { Revision } from '../../../harness/catalogue/vocabulary.ts';
import type { Caller } from './bearer.ts';
import type { FaultyResourceServer } from './faulty.ts';
import type { Tool } from './tools.ts';

/** The wire of the dated revisions: `initialize`, sessions, streams. */
export interface DatedWire {
  readonly handler: RequestHandler;
  readonly close: () => Promise<void>;
}

interface Session {
  readonly owner: string;
  readonly transport: StreamableHTTPServerTransport;
}

/** Serves the dated revisions with the 1.x SDK, one server a session. */
export function openDatedWire(
  revisions: readonly Revision[],
  tools: readonly Tool[],
  policy: FaultyResourceServer,
): DatedWire {
  const sessions = new Map<string, Session>();
  const spoken = revisions.filter((revision) => revision !== '2026-07-28') as readonly string[];

  const openSession = async (request: Request, response: Response) => {
    const owner = subjectOf(request);
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => policy.newSessionId(),
      enableJsonResponse: true,
      onsessioninitialized: (id) => void sessions.set(id, { owner: owner ?? '', transport }),
      onsessionclosed: (id) => void sessions.delete(id),
    });
    await serverWith(tools).connect(transport as never);
    pinVersion(request.body, spoken);
    await transport.handleRequest(withAuth(request), response, request.body);
  };

  return {
    handler: async (request, response) => {
      const version = request.header('mcp-protocol-version');
      const isInitialize = (request.body as { method?: string } | undefined)?.method === 'initialize';
      if (!isInitialize && !policy.versionAccepted(version, spoken)) {
        return void answer(
          response,
          400,
          -32000,
          `Unsupported protocol version; supported: ${spoken.join(', ')}`,
        );
      }
      if (isInitialize && request.method === 'POST') return openSession(request, response);
      const session = sessions.get(request.header('mcp-session-id') ?? '');
      if (!session) return void answer(response, 404, -32001, 'There is no such session');
      if (!policy.sessionServes(session.owner, subjectOf(request))) {
        return void answer(response, 404, -32001, 'There is no such session');
      }
      // The SDK knows more versions than this server speaks, and none that it was told to accept by mistake.
      delete request.headers['mcp-protocol-version'];
      return session.transport.handleRequest(withAuth(request), response, request.body);
    },
    close: async () => {
      for (const { transport } of sessions.values()) await transport.close();
      sessions.clear();
    },
  };
}

function serverWith(tools: readonly Tool[]): McpServer {
  const server = new McpServer({ name: 'mcp-conformance-reference', version: '1.0.0' });
  for (const { name, description, input, run } of tools) {
    server.registerTool(name, { description, inputSchema: input as never }, ((
      args: Record<string, unknown>,
      extra: { authInfo?: Caller },
    ) => (extra.authInfo ? run(args, extra.authInfo) : { content: [], isError: true })) as never);
  }
  return server;
}

/** Makes the SDK negotiate a revision that this server speaks, whatever the client proposes. */
function pinVersion(body: unknown, spoken: readonly string[]): void {
  const params = (body as { params?: { protocolVersion?: string } } | undefined)?.params;
  if (params && !spoken.includes(params.protocolVersion ?? '')) params.protocolVersion = spoken.at(-1) ?? '';
}

function subjectOf({ caller }: Request): string | null {
  return caller?.extra.verified.subject ?? null;
}

function withAuth(request: Request): never {
  return Object.assign(request, { auth: request.caller }) as never;
}

function answer(response: Response, status: number, code: number, message: string): void {
  response.status(status).json({ jsonrpc: '2.0', error: { code, message }, id: null });
}
