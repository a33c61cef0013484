import { startWebClient, webClientSettings, wholeNumber } from '../../../clients/web/index.ts';
import { revisions } from '../../catalogue/vocabulary.ts';
import { UsageError } from '../../define/error.ts';
import { type Environment, loadProvider, providerOf } from '../../testbed/load-provider.ts';
import { openStandaloneServer, type StandalonePart } from '../../testbed/standalone.ts';
import { openOwnServer } from '../../testbed/standalone-own-server.ts';
import { readEnvironment } from '../environment.ts';
import { serverVariant } from '../run/server-variant.ts';
import { withoutSdkWarnings } from '../run/without-sdk-warnings.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { checkPort } from './serve.ts';

export interface DemoRequest {
  readonly port: number | undefined;
  /** One of the two apps; both when left out. */
  readonly only: 'client' | 'server' | undefined;
  readonly provider: string | undefined;
  readonly fault: readonly string[] | undefined;
  readonly resource: readonly string[] | undefined;
  readonly offline: boolean | undefined;
  readonly 'allow-production': boolean | undefined;
}

/** Where the MCP server of the demo listens when nothing is said. */
const defaultServerPort = 3001;

/** Runs the web client and an MCP server to try it with, until they are interrupted. */
export async function serveDemo(request: DemoRequest): Promise<void> {
  const environment = readEnvironment(process.env, process.cwd());
  const provider = request.provider ?? providerOf(environment);
  checkOptions(request);
  const parts: StandalonePart[] = [];
  try {
    if (request.only !== 'client') parts.push(await openServer({ ...request, provider }, environment));
    if (request.only === undefined && provider === 'oidc-provider') parts.push(await handRegistered());
    if (request.only !== 'server') parts.push(await openClient(request, environment));
    for (const { lines } of parts) for (const line of lines) console.log(line);
    console.log('\nCtrl-C ends it.');
    await withoutSdkWarnings(untilInterrupted);
  } finally {
    for (const part of parts.toReversed()) await part.close();
  }
}

function checkOptions({ port, only, fault, resource }: DemoRequest): void {
  checkPort(port);
  const [name] = Object.entries({ fault, resource }).flatMap(([option, value]) => (value ? [option] : []));
  const part = only === 'client' ? 'client' : 'demo';
  if (name !== undefined) throw new UsageError(name, `--${name}: serve ${part} has no use for it`);
}

async function openClient({ port }: DemoRequest, environment: Environment): Promise<StandalonePart> {
  const settings = webClientSettings(environment);
  const log = (line: string) => console.error(`web client: ${line}`);
  const client = await startWebClient({ ...settings, ...(port === undefined ? {} : { port }), log });
  return { lines: [`web client            ${client.url}  (sessions: ${client.store})`], close: client.close };
}

/** The client that the stand-in knows already, for a try without dynamic registration. */
async function handRegistered(): Promise<StandalonePart> {
  const { webClient } = await import('../../../servers/providers/oidc-provider/definition.ts');
  const line = `registered client     ${webClient.clientId} / ${webClient.clientSecret}`;
  return { lines: [line], close: async () => undefined };
}

async function openServer(
  request: DemoRequest & { readonly provider: string },
  environment: Environment,
): Promise<StandalonePart> {
  const rules = { otherwise: defaultServerPort, from: 1, to: 65_535 };
  const configured = wholeNumber(environment, 'RESOURCE_SERVER_PORT', rules);
  const port = request.only === 'server' ? (request.port ?? configured) : configured;
  const definition = await loadProvider(request.provider, environment, process.cwd(), {
    offline: request.offline ?? false,
    tokenFormat: undefined,
    allowProduction: request['allow-production'] ?? false,
  });
  const own = serverVariant(definition, undefined, undefined);
  const opening = own
    ? openOwnServer({
        port,
        definition,
        variant: own.variant,
        revision: own.revisions.at(-1) ?? '2026-07-28',
      })
    : openStandaloneServer({ port, faults: [], definition, revisions: [...revisions] });
  return opening.catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    const what = `RESOURCE_SERVER_PORT ${port}: another program listens there; set it to a free one`;
    throw new UsageError('port', what);
  });
}
