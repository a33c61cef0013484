import { generateProtectedResourceMetadata } from '@clerk/mcp-tools/server';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Settings } from '../settings.ts';
import { authenticate, authorize } from './bearer.ts';
import { answer } from './challenge.ts';
import { checkHost, checkOrigin } from './guards.ts';
import { metadataUrl, resourceUrl } from './identity.ts';
import { basicScopes } from './scopes.ts';
import { makeServer } from './tools.ts';

/** The Clerk-backed MCP server without the deviations of the documented one: metadata and `/mcp` in one app. */
export function hardenedApp(settings: Settings): Express {
  const app = express().disable('x-powered-by').disable('etag').set('trust proxy', settings.trustProxy);
  const path = settings.publicUrl === null ? '/mcp' : new URL(settings.publicUrl).pathname;
  const mcp = toNodeHandler(createMcpHandler(makeServer, { responseMode: 'json', keepAliveMs: 0 }));

  app.get('/healthz', (_request, response) => void response.json({ ok: true }));
  app.use(checkHost(settings));
  serveMetadata(app, settings, path);
  app.all(path, checkOrigin(settings), (request, response, next) => {
    if (request.method === 'POST') return next();
    response.set('Allow', 'POST');
    answer(response, 405, -32000, 'This server answers POST only');
  });
  app.post(
    path,
    authenticate(settings),
    express.json({ limit: '1mb' }),
    authorize(settings),
    (request, response) => mcp(request as never, response as never, request.body),
  );
  app.use((_request, response) => answer(response, 404, -32000, 'There is nothing here'));
  app.use((error: { status?: number }, _request: Request, response: Response, _next: NextFunction) => {
    const status = error.status ?? 500;
    const message = status < 500 ? 'The request body is not valid' : 'Internal error';
    if (!response.headersSent) answer(response, status, status < 500 ? -32700 : -32603, message);
  });
  return app;
}

/** The well-known documents stand before all that looks at tokens: they are public (RFC 9728 §3). */
function serveMetadata(app: Express, settings: Settings, path: string): void {
  const open = { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'max-age=300' };
  app.get(new URL(metadataUrl(`http://localhost${path}`)).pathname, (request, response) => {
    const resource = resourceUrl(settings, request);
    // Of what mcp-tools makes up beside this, the introspection endpoint is wrong and the keys are another party's.
    const { authorization_servers } = generateProtectedResourceMetadata({
      authServerUrl: settings.issuer,
      resourceUrl: resource,
    });
    response.set(open).json({
      resource,
      authorization_servers,
      scopes_supported: basicScopes,
      bearer_methods_supported: ['header'],
      resource_name: 'Clerk-backed MCP server',
    });
  });
}
