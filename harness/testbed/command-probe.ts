import { openCommandClient } from '../../clients/command/index.ts';
import { officialScenario } from '../../clients/command/official-scenarios.ts';
import { deskVariable, type Openers, writeOpeners } from '../../clients/command/openers.ts';
import type { RegistrationMode } from '../catalogue/vocabulary.ts';
import type { ClientProbe } from '../define/client-probe.ts';
import { defaultRedirectUri } from '../define/provider.ts';
import { speaksMcp } from '../define/recording.ts';
import type { Trace } from '../trace/trace.ts';
import { openBrowserDesk } from './browser-desk.ts';
import { clientDocumentUrl } from './client-document.ts';
import { staticClient } from './clients.ts';
import type { Setup } from './setup.ts';

/** A client under test that is a command. */
export interface CommandUnderTest {
  /** As a user types it. */
  readonly command: string;
  /** Milliseconds for one run of it. */
  readonly limitMs: number;
  readonly openers: Openers;
}

/** Makes a command ready to be run; its openers are to be removed in the end. */
export function readyCommand(asked: Omit<CommandUnderTest, 'openers'>): CommandUnderTest {
  return { ...asked, openers: writeOpeners() };
}

/** Opens a client that is a command against a testbed that records where requests arrive. */
export async function openCommandProbe(
  setup: Setup,
  trace: Trace,
  { mode, scenario, under }: { mode: RegistrationMode; scenario: string; under: CommandUnderTest },
): Promise<ClientProbe> {
  const desk = await openBrowserDesk(setup, trace, () => {
    under.openers.isUsed = true;
  });
  const context = contextOf(setup, mode, scenario);
  const client = openCommandClient({
    ...under,
    clientId: context.client_id ?? null,
    url: setup.resource.url,
    signal: setup.signal,
    environment: {
      ...process.env,
      PATH: `${under.openers.folder}:${process.env['PATH'] ?? ''}`,
      BROWSER: under.openers.browser,
      [deskVariable]: desk.url,
      MCP_CONFORMANCE_SCENARIO: context.name,
      MCP_CONFORMANCE_PROTOCOL_VERSION: setup.revision,
      MCP_CONFORMANCE_CONTEXT: JSON.stringify(context),
    },
    quietFor: () => (desk.isBusy() ? 0 : quietFor(trace)),
    clean: (text) => trace.hide(text).replace(controls, ''),
    pages: desk.pages,
    seesBrowser: () => under.openers.isUsed,
    wasServed: () => speaksMcp(trace).accepted,
  });
  return {
    ...client,
    disconnect: async () => {
      await client.disconnect();
      await desk[Symbol.asyncDispose]();
    },
  };
}

/** Escape sequences and control characters, but for the ends of lines. */
const controls = /\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** What a client is told beside the URL; `name` is that of the official suite. */
function contextOf(setup: Setup, mode: RegistrationMode, scenario: string): ClientContext {
  const common = { name: officialScenario(scenario, setup.revision, mode), scenario, registration: mode };
  if (mode === 'metadata-document') return { ...common, client_metadata_url: clientDocumentUrl };
  if (mode === 'dynamic') return common;
  // Clients of the official suite expect a secret.
  const { clientId, clientSecret, redirectUris } = staticClient(setup, 'confidential');
  return {
    ...common,
    client_id: clientId,
    client_secret: clientSecret,
    issuer: setup.provider.issuer,
    redirect_uri: redirectUris[0] ?? defaultRedirectUri,
  };
}

type ClientContext = { readonly name: string; readonly client_id?: string } & Readonly<
  Record<string, unknown>
>;

/** Milliseconds since anything was sent or answered, or `null` while nothing was. */
function quietFor({ exchanges }: Trace): number | null {
  const ends = exchanges.map(({ startedAt, durationMs }) => Date.parse(startedAt) + durationMs);
  return ends.length === 0 ? null : Date.now() - Math.max(...ends);
}
