import { clerkClient } from '@clerk/express';
import { McpServer, type ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { elevatedTool, whoamiTool } from './scopes.ts';
import type { Caller } from './verify.ts';

const answer = (data: Record<string, unknown>) => ({
  content: [{ type: 'text' as const, text: JSON.stringify(data) }],
  structuredContent: data,
});

const callerOf = (context: ServerContext) => context.http?.authInfo as Caller | undefined;

/** The MCP server of one request: what it tells is of the user that the token stands for, and of nobody else. */
export function makeServer(): McpServer {
  const server = new McpServer({ name: 'clerk-mcp-server', version: '1.0.0' });
  const inputSchema = z.object({});
  const register = (
    name: string,
    description: string,
    run: (caller: Caller) => Promise<Record<string, unknown>>,
  ) =>
    server.registerTool(name, { description, inputSchema }, async (_input, context) => {
      const caller = callerOf(context);
      return caller ? answer(await run(caller)) : { content: [], isError: true };
    });

  register(whoamiTool, 'Shows the signed-in Clerk user: id, name and e-mail address.', async ({ extra }) => {
    const user = await clerkClient.users.getUser(extra.userId);
    const name = [user.firstName, user.lastName].filter(Boolean).join(' ') || user.username || null;
    return { id: user.id, name, email: user.primaryEmailAddress?.emailAddress ?? null };
  });
  register(elevatedTool.name, 'Shows the public metadata of the signed-in Clerk user.', async ({ extra }) => {
    const user = await clerkClient.users.getUser(extra.userId);
    return { id: user.id, public_metadata: user.publicMetadata };
  });
  return server;
}
