// An MCP server as Clerk documents it, with Clerk's own code; run by tests in a process of its own.
import { createServer } from 'node:http';
import { clerkClient, clerkMiddleware, getAuth } from '@clerk/express';
import {
  authServerMetadataHandlerClerk,
  mcpAuthClerk,
  protectedResourceHandlerClerk,
  streamableHttpHandler,
} from '@clerk/mcp-tools/express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import express from 'express';

function mcpServer() {
  const server = new McpServer({ name: 'clerk-backed', version: '1.0.0' });
  server.registerTool('whoami', { description: 'Says who calls.' }, async (_extra) => {
    const { authInfo } = _extra;
    const user = await clerkClient.users.getUser(authInfo.extra.userId);
    return { content: [{ type: 'text', text: user.primaryEmailAddress.emailAddress }] };
  });
  return server;
}

const app = express();
const audience = process.env.AUDIENCE;
app.use(clerkMiddleware(audience ? { audience } : {}));
app.use(express.json());
app.get('/whoami', async (request, response) => {
  const { isAuthenticated, userId, clientId, scopes } = getAuth(request, { acceptsToken: 'oauth_token' });
  if (!isAuthenticated) return response.status(401).json({});
  const user = await clerkClient.users.getUser(userId);
  return response.json({ userId, clientId, scopes, email: user.primaryEmailAddress.emailAddress });
});
app.get(
  '/.well-known/oauth-protected-resource/mcp',
  protectedResourceHandlerClerk({ scopes_supported: ['profile', 'email'] }),
);
app.get('/.well-known/oauth-authorization-server', authServerMetadataHandlerClerk);
app.post('/mcp', mcpAuthClerk, (request, response, next) =>
  streamableHttpHandler(mcpServer())(request, response, next),
);

const server = createServer(app);
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
