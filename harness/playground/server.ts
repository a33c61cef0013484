import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Request, type Response } from 'express';
import { UsageError } from '../define/error.ts';
import { anyPremises, type Premises } from '../live/visits/open-visits.ts';
import { isReporterName, loadReporter, plainOptions } from '../report/reporter.ts';
import type { Environment } from '../testbed/load-provider.ts';
import { listChoices } from './choices.ts';
import { type CommandName, commandSchemas, type PlaygroundSetup, type PlaygroundUpdate } from './contract.ts';
import { guard } from './guard.ts';
import { playgroundPage } from './page-file.ts';
import { PlaygroundSession } from './session.ts';

export interface PlaygroundOptions {
  /** A free one when left out. */
  readonly port?: number | undefined;
  readonly setup: PlaygroundSetup;
  /** Runs a flow before anybody asks for one, where only our own parts take part. */
  readonly firstFlow?: boolean;
  readonly version: string;
  readonly environment: Environment;
  /** Where provider files are looked for. */
  readonly folder: string;
}

export interface Playground {
  /** The address to open; its fragment carries the token, so that no server log sees it. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts the playground on 127.0.0.1 with its first set-up open. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const token = randomBytes(24).toString('base64url');
  const session = new PlaygroundSession({ ...options, premises: premisesBeside(options.port) });
  let port = 0;
  const { everywhere, api } = guard({
    token,
    hosts: () => ['127.0.0.1', 'localhost'].map((name) => `${name}:${port}`),
  });
  const app = express().disable('x-powered-by').disable('etag').use(everywhere);
  app.get('/', async (_request, response) => {
    const { html, policy } = await playgroundPage();
    response
      .set('Content-Security-Policy', policy)
      .set('Cache-Control', 'no-store')
      .set('Referrer-Policy', 'no-referrer')
      .set('X-Content-Type-Options', 'nosniff')
      .type('html')
      .send(html);
  });
  routes(app.use('/api', api), session, options);
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, options.port)));
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;
  await session.open(options.setup).catch(() => undefined);
  // What goes wrong is told in the session's state.
  if (options.firstFlow) void session.begin().catch(() => undefined);
  return {
    url: `http://127.0.0.1:${port}/#token=${token}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await session.close();
    },
  };
}

/** Clients keep addresses in their configuration: beside a port that was asked for they stay from one start to the next. */
function premisesBeside(port: number | undefined): Premises {
  const ports = port === undefined ? {} : { resource: port + 1, provider: port + 2 };
  return { ...anyPremises(), ports };
}

function portError(error: NodeJS.ErrnoException, port: number | undefined): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new UsageError(
    'port',
    `--port ${port}: another program listens there; choose another or leave it out`,
  );
}

function routes(app: Express, session: PlaygroundSession, options: PlaygroundOptions): void {
  app.get('/api/choices', async (_request, response) => {
    const { setup, version, environment, folder } = options;
    response.set('Cache-Control', 'no-store').json(await listChoices(setup, version, environment, folder));
  });
  app.get('/api/events', (request, response) => streamUpdates(session, request, response));
  app.get('/api/export/:format', (request, response) => sendExport(session, request, response));
  app.use('/api', express.json({ limit: '1mb' }));
  for (const [name, schema] of Object.entries(commandSchemas)) {
    app.post(`/api/${name}`, async (request, response) => {
      const input = schema.safeParse(request.body ?? {});
      if (!input.success) {
        const [issue] = input.error.issues;
        return void response.status(400).json({ error: `${issue?.path.join('.')}: ${issue?.message}` });
      }
      await carryOut(session, name as CommandName, input.data as never);
      response.json({});
    });
  }
  app.use('/api', (_request: Request, response: Response) => {
    response.status(404).json({ error: 'There is nothing here.' });
  });
  app.use(((error: Error & { status?: number }, _request: Request, response: Response, _next: unknown) => {
    const status = error instanceof UsageError ? 400 : (error.status ?? 500);
    if (!response.headersSent) response.status(status).json({ error: error.message });
    else response.destroy();
  }) as never);
}

async function carryOut(session: PlaygroundSession, name: CommandName, input: never): Promise<void> {
  switch (name) {
    case 'open':
      return session.open(input);
    case 'connect':
      return session.connect(input);
    case 'check':
      return session.check(input);
    case 'release':
      return session.release(input);
    case 'tool':
      return session.tool(input);
    case 'disconnect':
      return session.disconnect();
    case 'forget-visits':
      return session.forgetVisits();
    default:
      return name satisfies never;
  }
}

/** Newline-delimited JSON: `EventSource` could not send the token. */
function streamUpdates(session: PlaygroundSession, request: Request, response: Response): void {
  response.set('Cache-Control', 'no-store').type('application/x-ndjson');
  response.flushHeaders();
  const send = (update: PlaygroundUpdate) => void response.write(`${JSON.stringify(update)}\n`);
  const stop = session.listen(send);
  request.once('close', stop);
  response.once('close', stop);
}

async function sendExport(session: PlaygroundSession, request: Request, response: Response): Promise<void> {
  const format = String(request.params['format']);
  const { visit } = request.query;
  if (!isReporterName(format))
    throw new UsageError('format', `there is no export called ${JSON.stringify(format)}`);
  const { fileName, render } = await loadReporter(format);
  response
    .set('Content-Disposition', `attachment; filename="mcp-conformance-${fileName}"`)
    .type(fileName.replace(/.*\./, '').replace('har', 'json'))
    .send(render(visit === undefined ? session.report() : session.visitReport(String(visit)), plainOptions));
}
