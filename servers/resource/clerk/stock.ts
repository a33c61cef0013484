import { clerkClient, clerkMiddleware } from '@clerk/express';
import {
  authServerMetadataHandlerClerk,
  mcpAuthClerk,
  protectedResourceHandlerClerk,
  streamableHttpHandler,
} from '@clerk/mcp-tools/express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import cors from 'cors';
import express, { type Express } from 'express';

/**
 * What Clerk's guide "Build an MCP server in your application" builds with Express, and nothing more.
 *
 * Two things differ. The guide's `streamableHttpHandler(server)` shares one server, which every SDK since 1.26
 * refuses to connect a second time, so that only the first request would be answered; as the README of the next
 * mcp-tools has it, a server is made for each request unless `shared` asks for the guide's. And it listens where
 * it is told, not on every interface.
 */
export function stockApp({ shared = false } = {}): Express {
  const app = express();
  app.use(cors({ exposedHeaders: ['WWW-Authenticate'] }));
  app.use(clerkMiddleware());
  app.use(express.json());

  const one = shared ? stockServer() : null;
  app.post('/mcp', mcpAuthClerk, (request, response) =>
    streamableHttpHandler((one ?? stockServer()) as never)(request as never, response as never),
  );
  app.get(
    '/.well-known/oauth-protected-resource/mcp',
    protectedResourceHandlerClerk({ scopes_supported: ['email', 'profile'] }),
  );
  app.get('/.well-known/oauth-authorization-server', authServerMetadataHandlerClerk);
  return app;
}

function stockServer(): McpServer {
  const server = new McpServer({ name: 'test-server', version: '0.0.1' });
  server.tool(
    'get_clerk_user_data',
    'Gets data about the Clerk user that authorized this request',
    {},
    async (_, { authInfo }) => {
      const userId = authInfo?.extra?.['userId'] as string;
      const userData = await clerkClient.users.getUser(userId);
      return { content: [{ type: 'text', text: JSON.stringify(userData) }] };
    },
  );
  return server;
}
