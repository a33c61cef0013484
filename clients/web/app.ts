import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Connection } from '../reference/connection.ts';
import { emptyMemory } from '../reference/session-memory.ts';
import { identityTool, readResult, readTools } from './answers.ts';
import { firstForm, formOf, readForm } from './connect-form.ts';
import { whyNotThere } from './destinations.ts';
import { Problem } from './explain.ts';
import { type LinkOptions, operate, redeem } from './flow.ts';
import type { Outgoing } from './outgoing.ts';
import { farewell } from './pages/farewell.ts';
import { sendConnected, sendForm, sendOnward, servePageFiles } from './pages/send.tsx';
import { revoke } from './revoke.ts';
import type { Connected, Link, Sessions } from './sessions.ts';
import { callbackPath, type WebClientSettings } from './settings.ts';
import { StoreFailure } from './stores/store.ts';
import { readArguments } from './tool-arguments.ts';
import { checkForm, checkHost, dropCookie, giveCookie, openVisit, type Visit } from './visit.ts';

export interface AppOptions {
  readonly settings: WebClientSettings;
  readonly sessions: Sessions;
  readonly outgoing: Outgoing;
  /** Hears of what is broken here; never of what users or servers sent. */
  readonly log: (line: string) => void;
}

/** Builds the web client: five routes, and nothing kept between two requests. */
export function buildApp(options: AppOptions): Express {
  const { settings, sessions, outgoing } = options;
  const first = firstForm(settings.suggestedServer);
  const app = express().disable('x-powered-by').disable('etag');
  if (settings.trustProxy) app.set('trust proxy', 1);
  app.use(checkHost(settings));
  servePageFiles(app);
  app.use(express.urlencoded({ extended: false, limit: '64kb' }));

  app.get('/', async (request, response) => {
    const visit = openVisit(request, response, settings);
    const connected = await sessions.read(visit.sessionId);
    if (connected) sendConnected(response, { visit, connected });
    else sendForm(response, { visit, form: first, notice: farewell(request.query['disconnected']) });
  });

  app.post('/connect', async (request, response) => {
    const visit = openVisit(request, response, settings);
    checkForm(request, visit);
    const form = readForm(request.body);
    try {
      const redirectUri = visit.origin + callbackPath;
      const link: Link = {
        ...form.check(whyNotAsServer(settings)),
        redirectUri,
        memory: emptyMemory(),
        attempts: 0,
      };
      await connect(visit, link, response);
    } catch (error) {
      sendForm(response, { visit, form: form.values, problem: problemOf(error) });
    }
  });

  app.get(callbackPath, async (request, response) => {
    const visit = openVisit(request, response, settings);
    const state = request.query['state'];
    const link = typeof state === 'string' ? await sessions.arrive(visit.sessionId, state) : null;
    if (!link) throw strayCallback;
    try {
      await redeem(link, { outgoing }, visit.origin + request.originalUrl);
      await connect(visit, bound(link), response);
    } catch (error) {
      const problem = problemOf(error);
      // Whoever was asked for more scope and refused has what was there before.
      const connected = await sessions.read(visit.sessionId);
      if (connected) sendConnected(response, { visit, connected, problem });
      else sendForm(response, { visit, form: formOf(link), problem });
    }
  });

  app.post('/call', async (request, response) => {
    const visit = openVisit(request, response, settings);
    checkForm(request, visit);
    await sessions.alone(visit.sessionId, async () => {
      const connected = await sessions.read(visit.sessionId);
      if (!connected) throw notConnected;
      await callTool(visit, connected, request, response);
    });
  });

  app.post('/disconnect', async (request, response) => {
    const visit = openVisit(request, response, settings);
    checkForm(request, visit);
    const ended = await sessions.alone(visit.sessionId, () => sessions.end(visit.sessionId));
    const tokens = ended ? await revoke(ended.link, outgoing) : 'no-tokens';
    dropCookie(response, visit.origin);
    response.redirect(303, `/?disconnected=${tokens}`);
  });

  // What was sent by a form is not shown again by a reload of its address.
  app.get(['/connect', '/call', '/disconnect'], (_request, response) => response.redirect(303, '/'));
  app.use((request, response) => {
    const remedy = 'Go on from the form below.';
    const problem = new Problem('There is no such page.', { remedy, status: 404 });
    sendForm(response, { visit: openVisit(request, response, settings), form: first, problem });
  });
  app.use(showFailure(options));
  return app;

  /** Looks the server over and keeps the connection, or sends the user to authorize first. */
  async function connect(visit: Visit, link: Link, response: Response): Promise<void> {
    const outcome = await operate(link, { outgoing }, async (connection) => ({
      server: connection.server(),
      ...(await lookAround(connection)),
    }));
    if (outcome.kind === 'authorize') {
      if (link.attempts >= attemptLimit) throw tokenRefused(link.serverUrl);
      await sessions.await(visit.sessionId, outcome.state, { ...link, attempts: link.attempts + 1 });
      return sendOnward(response, outcome.url);
    }
    const renewed = await sessions.renew(visit.sessionId, {
      link: { ...link, attempts: 0 },
      ...outcome.value,
    });
    giveCookie(response, visit.origin, renewed);
    response.redirect(303, '/');
  }

  async function callTool(visit: Visit, connected: Connected, request: Request, response: Response) {
    const { link, tools } = connected;
    const form = request.body as Readonly<Record<string, unknown>>;
    const tool = tools.find(({ name }) => name === form['tool']);
    const show = (rest: Pick<Parameters<typeof sendConnected>[1], 'problem' | 'result'>) =>
      sendConnected(response, { visit, connected, form, ...rest });
    if (!tool) return show({ problem: noSuchTool });
    const read = readArguments(tool, form);
    if (!read.ok) return show({ problem: wrongArgument(tool.name, read.problem) });
    const keep = () => sessions.write(visit.sessionId, connected);
    const options: LinkOptions = { outgoing, onTokens: keep };
    const outcome = await operate(link, options, (connection) =>
      connection.callTool(tool.name, read.args),
    ).catch(problemOf);
    const waiting = { ...link, memory: { ...link.memory }, attempts: 1 };
    link.memory.pending = null;
    link.memory.verifier = null;
    // Kept before anything is shown: what fails here can still be told.
    await keep();
    if (outcome instanceof Problem) return show({ problem: outcome });
    if (outcome.kind === 'done') return show({ result: { tool: tool.name, ...readResult(outcome.value) } });
    await sessions.await(visit.sessionId, outcome.state, waiting);
    sendOnward(response, outcome.url);
  }
}

/** The tools, and who is signed in where a tool says so. */
async function lookAround(connection: Connection): Promise<Pick<Connected, 'tools' | 'user'>> {
  const tools = readTools(await connection.listTools());
  const identity = identityTool(tools);
  // A server that lists such a tool and does not serve it is connected all the same.
  const answer = identity ? await connection.callTool(identity.name, {}).catch(() => null) : null;
  return { tools, user: answer === null ? null : readResult(answer).user };
}

/** Binds a client that was registered by hand to where it was used: another issuer must not see its secret. */
function bound(link: Link): Link {
  const issuer = link.memory.discovery?.authorizationServerMetadata?.['issuer'];
  if (!link.registered || typeof issuer !== 'string') return link;
  return { ...link, registered: { ...link.registered, issuer } };
}

const whyNotAsServer = (settings: WebClientSettings) => (url: string) => whyNotThere(url, settings);

/** How often in a row a user is sent to authorize; a step-up may take a second time. */
const attemptLimit = 3;

const tokenRefused = (serverUrl: string) =>
  new Problem('The MCP server does not accept the tokens that are issued for it.', {
    where: serverUrl,
    remedy:
      'It and its authorization server do not fit together: judge both with npx mcp-conformance run --server URL.',
  });

const strayCallback = new Problem('This callback belongs to no sign-in that was begun in this browser.', {
  remedy:
    'Each answer is taken once, within ten minutes, and only with the state that was sent. Connect again.',
  status: 400,
});
const notConnected = new Problem('Nothing is connected in this browser any more.', {
  remedy: 'Connect again.',
  status: 409,
});
const noSuchTool = new Problem('The server has no such tool.', {
  remedy: 'Take one of those below; disconnect and connect again to see new ones.',
  status: 400,
});
const wrongArgument = (tool: string, problem: string) =>
  new Problem(`The tool ${tool} was not called: ${problem}.`, {
    remedy: 'Correct it and call again.',
    status: 400,
  });

/** A `Problem` can be shown; everything else is ours and goes on. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}

function showFailure({ settings, log }: AppOptions) {
  return (
    error: Error & { status?: number },
    request: Request,
    response: Response,
    next: NextFunction,
  ): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof Problem && error.status === 421) {
      return void response.status(421).type('text').send(`${error.message} ${error.remedy}\n`);
    }
    const problem = error instanceof Problem ? error : ourFailure(error, request, log);
    const form = firstForm(settings.suggestedServer);
    sendForm(response, { visit: openVisit(request, response, settings), form, problem });
  };
}

function ourFailure(error: Error & { status?: number }, request: Request, log: AppOptions['log']): Problem {
  if (error.status !== undefined && error.status < 500)
    return new Problem('The form could not be read.', { remedy: 'Send it again.', status: error.status });
  // The messages of other errors may have wire text in them.
  const frame = error.stack?.split('\n').find((line) => line.trim().startsWith('at ')) ?? '';
  log(
    `${request.method} ${request.path}: ${error instanceof StoreFailure ? error.message : error.name + frame}`,
  );
  return error instanceof StoreFailure
    ? new Problem('Sessions cannot be kept or read at the moment.', {
        remedy: 'Try again in a while.',
        status: 503,
      })
    : new Problem('This client broke.', { remedy: 'Please report what you did.', status: 500 });
}
