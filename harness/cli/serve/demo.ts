import {
  redirectUrisOf,
  startWebClient,
  webClientSettings,
  wholeNumber,
} from '../../../clients/web/index.ts';
import { UsageError } from '../../define/error.ts';
import { type Environment, providerOf } from '../../testbed/load-provider.ts';
import type { StandalonePart } from '../../testbed/standalone.ts';
import { readEnvironment } from '../environment.ts';
import { runParts } from './run-parts.ts';
import { checkPort, openServer, type ServerRequest } from './serve.ts';

export interface DemoRequest extends ServerRequest {
  /** One of the two apps; both when left out. */
  readonly only: 'client' | 'server' | undefined;
  readonly fault: readonly string[] | undefined;
  readonly resource: readonly string[] | undefined;
  readonly 'ca-file': string | undefined;
}

/** Where the MCP server of the demo listens when nothing is said. */
const defaultServerPort = 3001;

/** Runs the web client and an MCP server to try it with, until they are interrupted. */
export async function serveDemo(request: DemoRequest): Promise<void> {
  const environment = readEnvironment(process.env, process.cwd());
  checkOptions(request);
  const { only, port } = request;
  const settings = webClientSettings(environment);
  const clientSettings = only === 'server' || port === undefined ? settings : { ...settings, port };
  const parts: StandalonePart[] = [];
  try {
    if (only !== 'client')
      parts.push(await openDemoServer(request, environment, redirectUrisOf(clientSettings)));
    if (only !== 'server') parts.push(await openClient(clientSettings, parts[0]));
  } catch (error) {
    for (const part of parts) await part.close();
    throw error;
  }
  await runParts(parts, request['ca-file']);
}

function checkOptions({ port, only, ...request }: DemoRequest): void {
  checkPort(port);
  const ofTheServer = ['provider', 'offline', 'server-variant', 'token-format', 'ca-file'] as const;
  const useless = ['fault', 'resource', ...(only === 'client' ? ofTheServer : [])] as const;
  const name = useless.find((option) => request[option] !== undefined);
  const part = only === 'client' ? 'client' : 'demo';
  if (name !== undefined) throw new UsageError(name, `--${name}: serve ${part} has no use for it`);
}

async function openClient(
  settings: ReturnType<typeof webClientSettings>,
  server: StandalonePart | undefined,
): Promise<StandalonePart> {
  const { ca, url = null } = server ?? {};
  const log = (line: string) => console.error(`web client: ${line}`);
  const client = await startWebClient({
    ...settings,
    suggestedServer: settings.suggestedServer ?? url,
    log,
    ...(ca === undefined ? {} : { ca }),
  });
  return { lines: [`web client            ${client.url}  (sessions: ${client.store})`], close: client.close };
}

async function openDemoServer(
  request: DemoRequest,
  environment: Environment,
  applicationUris: readonly string[],
): Promise<StandalonePart> {
  const rules = { otherwise: defaultServerPort, from: 1, to: 65_535 };
  const configured = wholeNumber(environment, 'RESOURCE_SERVER_PORT', rules);
  const port = request.only === 'server' ? (request.port ?? configured) : configured;
  const provider = request.provider ?? providerOf(environment);
  const opening = openServer({ ...request, port, provider }, [], applicationUris);
  return opening.catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    const what = `RESOURCE_SERVER_PORT ${port}: another program listens there; set it to a free one`;
    throw new UsageError('port', what);
  });
}
