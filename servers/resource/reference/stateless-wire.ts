import { randomBytes } from 'node:crypto';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  acceptedContent,
  createMcpHandler,
  createRequestStateCodec,
  inputRequired,
  McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Caller } from './bearer.ts';
import type { FaultyResourceServer } from './faulty.ts';
import type { Tool } from './tools.ts';

/** The stateless wire of 2026-07-28. */
export interface StatelessWire {
  readonly handler: RequestHandler;
  readonly close: () => Promise<void>;
}

/** Serves 2026-07-28 with the 2.x SDK, one server a request. */
export function openStatelessWire(tools: readonly Tool[], policy: FaultyResourceServer): StatelessWire {
  const state = requestState(policy);
  const mcp = createMcpHandler(
    (context) => serverWith(tools, state, context.authInfo as Caller | undefined),
    {
      legacy: 'reject',
      keepAliveMs: 0,
    },
  );
  const serve = toNodeHandler({
    fetch: async (request, options) => rewrite(await mcp.fetch(request, options), policy),
  });
  return {
    handler: async (request, response) => {
      if (request.method !== 'POST' && policy.statelessStrict) {
        response.set('Allow', 'POST').status(405);
        return void response.json({
          jsonrpc: '2.0',
          error: { code: -32000, message: 'Method not allowed' },
          id: null,
        });
      }
      policy.statelessRequest(request);
      await serve(withAuth(request), response as never, request.body);
    },
    close: () => mcp.close(),
  };
}

function withAuth(request: Request): never {
  return Object.assign(request, { auth: request.caller }) as never;
}

async function rewrite(response: Response, policy: FaultyResourceServer): Promise<Response> {
  const text = await response.text();
  const { status, body } = policy.statelessAnswer(response.status, text);
  return new Response(body === '' ? null : body, { status, headers: response.headers });
}

/** The state of a round trip: signed with a key of this process, bound to who it was made for, short-lived. */
function requestState(policy: FaultyResourceServer) {
  const codec = createRequestStateCodec<{ asked: boolean }>({
    key: randomBytes(32),
    ttlSeconds: 300,
    bind: (context: ServerContext) => policy.stateBinding(subjectOf(context)),
  });
  const verify: typeof codec.verify = (state, context) =>
    codec.verify(state, context).catch((error: Error) => {
      if (policy.stateTaken(error.message)) return { asked: true };
      throw error;
    });
  return { mint: codec.mint, verify };
}

function subjectOf(context: ServerContext): string {
  return (context.http?.authInfo as Caller | undefined)?.extra.verified.subject ?? '';
}

type StateCodec = ReturnType<typeof requestState>;

function serverWith(tools: readonly Tool[], state: StateCodec, caller: Caller | undefined): McpServer {
  const server = new McpServer({ name: 'mcp-conformance-reference', version: '1.0.0' }, {
    requestState: { verify: state.verify },
  } as never);
  for (const { name, description, input, run } of tools) {
    server.registerTool(name, { description, inputSchema: z.object(input) }, (async (
      args: Record<string, unknown>,
      context: ServerContext,
    ) => {
      const authInfo = context.http?.authInfo as Caller | undefined;
      return authInfo ? run(args, authInfo) : { content: [], isError: true };
    }) as never);
  }
  registerConfirm(server, state);
  const subject = caller?.extra.verified.subject;
  if (subject !== undefined) {
    // Differs from user to user, which is why lists are private.
    server.registerResource(
      `notes of ${subject}`,
      `notes://${encodeURIComponent(subject)}`,
      {},
      async (uri) => ({
        contents: [{ uri: uri.href, text: '' }],
      }),
    );
  }
  return server;
}

const confirmation = z.object({ confirm: z.boolean() });

/** A tool that asks back before it answers (multi round-trip requests). */
function registerConfirm(server: McpServer, state: StateCodec): void {
  server.registerTool(
    'confirm',
    { description: 'Asks for a confirmation.', inputSchema: z.object({}) },
    (async (_args: unknown, context: ServerContext) => {
      const accepted = acceptedContent(context.mcpReq.inputResponses, 'confirm', confirmation);
      if (accepted?.confirm === true && context.mcpReq.requestState() !== undefined) {
        return { content: [{ type: 'text', text: 'confirmed' }] };
      }
      return inputRequired({
        inputRequests: {
          confirm: inputRequired.elicit({ message: 'Go on?', requestedSchema: confirmation }),
        },
        requestState: await state.mint({ asked: true }, context),
      });
    }) as never,
  );
}

/** Replaces a header, or removes it, for whoever reads the request after us. */
export function setHeader(request: Request, name: string, value: string | undefined): void {
  const wanted = name.toLowerCase();
  const { rawHeaders } = request;
  for (let index = rawHeaders.length - 2; index >= 0; index -= 2) {
    if (rawHeaders[index]?.toLowerCase() === wanted) rawHeaders.splice(index, 2);
  }
  delete request.headers[wanted];
  if (value === undefined) return;
  rawHeaders.push(name, value);
  request.headers[wanted] = value;
}
